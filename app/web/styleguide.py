"""Sample content of the living style guide: every component, in the words of the real pages."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from app.clock import LOCAL
from app.web import chips, due
from app.web.navigation import NavItem, NavSection, Shell

SAMPLE_DIAGRAM = Path(__file__).parent / "assets" / "sample.bpmn"
TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 9, 45, tzinfo=LOCAL)


def examples() -> dict[str, Any]:
    """Return what the template `styleguide.html` shows."""
    return {
        "shell": shell(),
        "report_states": list(chips.REPORT_STATES),
        "deadline_states": list(chips.DEADLINE_STATES),
        "work_states": list(chips.WORK_STATES),
        "dues": dues(),
        "soon": due.due(date(2026, 11, 27), TODAY, 4),
        "late": due.due(date(2026, 11, 18), TODAY, -2),
        "far": due.due(date(2026, 12, 15), TODAY, 16),
        "days": days(),
        "history": history(),
        "columns": columns(),
        "rows": rows(),
        "counts": counts(),
        "groups": groups(),
        "now": NOW,
        "files": files(),
    }


def shell() -> Shell:
    """Return the frame of a coordinator's page."""
    return Shell(
        user_name="Phạm Thu Lan",
        user_caption="Điều phối, Sở KH&CN",
        initials="PL",
        province_name="Tỉnh Lam Giang",
        today=TODAY,
        user_id="styleguide",
        search_url="/search",
        account_url="/account",
        sign_out_url="/sign-out",
        nav=(
            NavSection(
                "",
                (
                    NavItem("Tổng quan", "/overview", "bar-chart-line", short="Tổng quan"),
                    NavItem(
                        "Việc của tôi",
                        "/tasks",
                        "inbox",
                        7,
                        count_note="việc đang mở, có việc quá hạn",
                        urgent=True,
                        short="Việc",
                    ),
                    NavItem("Lịch năm", "/year", "calendar3"),
                ),
            ),
            NavSection(
                "Theo dõi",
                (
                    NavItem("Đợt báo cáo", "/campaigns", "grid-3x3-gap", short="Đợt báo cáo"),
                    NavItem("Kế hoạch", "/plans", "journal-check"),
                    NavItem("Bộ thành phần", "/_styleguide", "folder2-open", current=True),
                ),
            ),
        ),
    )


def dues() -> list[due.Due]:
    """Return one due date of each kind."""
    return [
        due.due(date(2026, 11, 27), TODAY, 4),
        due.due(TODAY, TODAY, 0),
        due.due(date(2026, 11, 18), TODAY, -2),
        due.due(date(2026, 12, 15), TODAY, 16),
        due.extended(date(2026, 12, 4), date(2026, 11, 27)),
        due.unset("Thường xuyên"),
        due.met(date(2026, 11, 16), 9),
        due.paused("chờ quyết định gia hạn"),
    ]


def days() -> list[dict[str, Any]]:
    """Return the two weeks of the small calendar strip."""
    kinds = {20: "td", 21: "off", 22: "off", 23: "wk", 24: "off", 25: "wk", 26: "wk", 27: "end", 28: "off", 29: "off"}
    return [{"number": number, "kind": kinds.get(number, "")} for number in range(16, 30)]


def history() -> list[dict[str, Any]]:
    """Return a few entries of a case's history."""
    sent = {"symbol": "envelope-check", "css": "info", "text": "Hệ thống gửi thư nhắc tới Lê Hữu Phước; chưa mở"}
    return [
        {**sent, "at": "Hôm nay 08:01", "links": [("Vì sao gửi thư này?", "#")]},
        {
            "symbol": "vector-pen",
            "css": "head-s",
            "text": "Trịnh Ngọc Mai trình thủ trưởng ký",
            "quote": "Kính trình anh. Số liệu phòng xét nghiệm lấy ngày 15/11.",
            "at": datetime(2026, 11, 18, 16, 40, tzinfo=LOCAL),
        },
        {
            "symbol": "flag",
            "css": "ok",
            "text": "Phạm Thu Lan mở đợt báo cáo",
            "at": datetime(2026, 11, 2, 8, 0, tzinfo=LOCAL),
        },
    ]


def columns() -> list[dict[str, Any]]:
    """Return the columns of the editable grid."""
    states = [("doing", "Đang thực hiện"), ("done", "Hoàn thành"), ("late", "Chậm tiến độ")]
    return [
        {"key": "task", "label": "Nhiệm vụ trong phụ lục", "kind": "text"},
        {"key": "done", "label": "Đến 15/11", "kind": "number", "width": "84px"},
        {"key": "spent", "label": "Đã chi (triệu đồng)", "kind": "number", "width": "110px"},
        {"key": "state", "label": "Tình trạng", "kind": "select", "options": states, "width": "168px"},
        {"key": "result", "label": "Kết quả đã thực hiện", "kind": "textarea"},
    ]


def rows() -> list[dict[str, Any]]:
    """Return one good row and one with two mistakes."""
    return [
        {
            "values": {
                "task": "2.3 Kiểm tra cột đo xăng dầu",
                "done": "38",
                "spent": "148,0",
                "result": "Đã kiểm tra 38 cửa hàng.",
            },
            "errors": {},
        },
        {
            "values": {"task": "3.2 Tập huấn hàng đóng gói sẵn", "done": "4", "spent": "khoảng 60", "state": "done"},
            "errors": {
                "spent": ["Đã chi: nhập số, ví dụ 120,5. Bạn đã nhập “khoảng 60”."],
                "result": ["Nhập kết quả, hoặc chọn “Chưa bắt đầu”."],
            },
        },
    ]


def counts() -> list[tuple[str, int]]:
    """Return the tally of a campaign of nine agencies."""
    return [
        ("not_started", 2),
        ("drafting", 2),
        ("with_head", 1),
        ("submitted", 1),
        ("returned", 1),
        ("accepted", 1),
        ("nil", 1),
    ]


def groups() -> list[dict[str, Any]]:
    """Return the tiles of the same campaign."""
    departments = [
        {"name": "Sở Nội vụ", "href": "#", "state": "accepted"},
        {"name": "Sở Tư pháp", "href": "#", "state": "nil"},
        {"name": "Sở Tài chính", "href": "#", "state": "submitted"},
        {"name": "Sở Công Thương", "href": "#", "state": "drafting"},
        {"name": "Sở Xây dựng", "href": "#", "state": "returned", "late": True, "note": "Quá hạn bổ sung"},
        {"name": "Sở Y tế", "href": "#", "state": "with_head"},
    ]
    communes = [
        {"name": "Xã Mường Sơn", "href": "#", "state": "drafting", "note": "Gia hạn đến 04/12", "flags": ["extended"]},
        {"name": "Xã Vĩnh Ninh", "href": "#", "state": "not_started"},
        {"name": "Phường An Phú", "href": "#", "state": "not_started"},
    ]
    return [
        {"title": "Sở, cơ quan ngang sở", "note": "4/6 đã gửi", "tiles": departments},
        {"title": "Xã, phường, đặc khu", "note": "0/3 đã gửi", "tiles": communes},
    ]


def files() -> list[dict[str, Any]]:
    """Return two files of a form."""
    at = datetime(2026, 11, 19, 16, 2, tzinfo=LOCAL)
    return [
        {"name": "Ke hoach 31-KH-SCT.pdf", "href": "#", "size": 428_000, "at": at, "remove": "1"},
        {"name": "Bang ke cua hang.xlsx", "href": "#", "size": 2_200_000, "at": at, "remove": "2"},
    ]
