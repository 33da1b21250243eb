"""What the agencies report: results of the plan's tasks and of their own work, in our own words."""

from dataclasses import dataclass
from typing import Any

from app.demo.register import COMMUNE_KINDS, Entry


@dataclass(frozen=True)
class Result:
    """What came of a task of the plan: figures to the cut-off and for the full year, money spent (million đồng)."""

    to_cut_off: float
    full_year: float
    spent: float
    progress: str
    text: str


RESULTS = {
    "1.2": Result(1, 1, 42, "late", "Đã lấy ý kiến 9/12 sở; dự kiến trình UBND tỉnh trong tháng tới."),
    "1.3": Result(1, 1, 15.5, "in_progress", "Hoàn thành dự thảo quy chế lần 2, đang lấy ý kiến các xã, phường."),
    "2.1": Result(1, 1, 1850, "in_progress", "Đã tiếp nhận hệ thống chuẩn lưu lượng; chuẩn áp suất chờ thẩm định giá."),
    "2.2": Result(2, 3, 120, "in_progress", "Hoàn thành đánh giá nội bộ hai phép kiểm định công tơ."),
    "2.3": Result(38, 42, 212.5, "in_progress", "Đã kiểm tra 38 cửa hàng, 152 cột đo; nhắc nhở 3 trường hợp."),
    "2.4": Result(7, 9, 96, "late", "Hướng dẫn 7 doanh nghiệp; 1 doanh nghiệp chuyển sang năm sau."),
    "2.5": Result(318, 340, 64, "in_progress", "Đã lập danh mục 318 phương tiện đo; còn thiếu số liệu của 2 phường."),
    "3.2": Result(4, 4, 88, "done", "Tổ chức 4 lớp tại Đông Lam, Bến Thượng, Cẩm Thạch; 186 lượt người."),
    "3.4": Result(214, 245, 178, "in_progress", "Đã kiểm định 214 phương tiện đo, còn 31 phương tiện tại tuyến xã."),
    "3.5": Result(11, 13, 60, "in_progress", "Đăng 9 tin, bài và 2 phóng sự về cân, đo tại chợ."),
    "3.6": Result(6, 6, 75, "done", "6 trường, 1.240 học sinh tham gia ngày hội."),
    "3.7": Result(3, 4, 54, "in_progress", "Ban hành 3 quy trình mẫu cho tôm, lúa và mía."),
    "4.1": Result(2, 3, 20, "in_progress", "Xong 2 khu công nghiệp; khu Nam Cường khảo sát trong tháng tới."),
}
# What every agency of a group does; the figures are its own.
_OF_EACH = {
    "1.4": "Đã phân công {m} cán bộ đầu mối, gửi danh sách về Sở Khoa học và Công nghệ.",
    "3.3": "Kiểm tra {n} cân tại {m} chợ; đặt {m} cân đối chứng.",
    "": "Hướng dẫn {n} hộ kinh doanh sử dụng cân đúng quy định.",
}
_OTHERWISE = Result(1, 1, 0, "in_progress", "Đang thực hiện theo kế hoạch của cơ quan.")

_DIRECTION = {
    "commune": "Kế hoạch số {number}/KH-UBND về quản lý đo lường tại chợ và điểm bán hàng năm {year}; giao Phòng "
    "Kinh tế làm đầu mối.",
    "company": "Quyết định số {number}/QĐ-{code} phân công cán bộ theo dõi phương tiện đo; cập nhật quy trình quản lý "
    "phương tiện đo, chuẩn đo lường năm {year}.",
    "office": "Công văn số {number}/{code}-VP triển khai Kế hoạch 86/KH-UBND; đưa nhiệm vụ đo lường vào chương trình "
    "công tác năm {year}.",
}
_OWN_WORK = {
    "commune": ("Kiểm tra cân tại chợ", "Kiểm tra {n} cân tại chợ và điểm thu mua; đặt {m} cân đối chứng."),
    "company": ("Kiểm định, hiệu chuẩn phương tiện đo", "Gửi kiểm định {n} phương tiện đo; lắp mới {m} phương tiện."),
    "office": ("Tuyên truyền trong cơ quan và đơn vị trực thuộc", "Phổ biến tại {m} hội nghị, {n} người tham dự."),
}
_OBSTACLES = (
    "Cán bộ đầu mối kiêm nhiệm nhiều việc, chưa được tập huấn về đo lường.",
    "Thiếu kinh phí mua cân đối chứng cho chợ mới sắp xếp lại.",
    "Số liệu trước ngày 01/7/2025 do cấp huyện cũ quản lý, bàn giao chưa đủ.",
    "Thời gian chờ kiểm định kéo dài do Trung tâm Kỹ thuật thiếu chuẩn.",
)
_PROPOSALS = (
    "Đề nghị Sở Khoa học và Công nghệ mở lớp tập huấn cho cán bộ cấp xã trong quý I.",
    "Đề nghị bổ sung chuẩn đo lường lưu lượng cho Trung tâm Kỹ thuật.",
    "Đề nghị ban hành mẫu sổ theo dõi cân tại chợ dùng chung toàn tỉnh.",
)
_NEXT_YEAR = "Tiếp tục các nhiệm vụ được giao; hoàn thành rà soát phương tiện đo nhóm 2 trong quý II."


def report(entry: Entry, rows: list[dict[str, Any]], year: int, seed: int) -> dict[str, Any]:
    """Return the whole report of an agency; `rows` are the tasks it leads, `seed` varies the figures."""
    kind, number = _kind(entry), 20 + 7 * seed % 90
    work, outcome = _OWN_WORK[kind]
    guided, trained = seed % 4 + (3 if kind == "office" else 0), 12 + 5 * seed % 60
    values: dict[str, Any] = {
        "is_nil": False,
        "direction": _DIRECTION[kind].format(number=number, year=year, code=entry.code),
        "plan_tasks": [_row(row, seed) for row in rows],
        "other_work": [{"work": work, "result": outcome.format(n=15 + 3 * seed % 40, m=1 + seed % 3)}],
        "enterprises_guided": guided,
        "enterprises_guided_estimate": guided + 1,
        "people_trained": trained,
        "people_trained_estimate": trained + 8,
        "next_year": _NEXT_YEAR,
    }
    if seed % 5 == 0:
        return {**values, "no_obstacles": True}
    return {
        **values,
        "no_obstacles": False,
        "obstacles": _OBSTACLES[seed % len(_OBSTACLES)],
        "proposals": _PROPOSALS[seed % len(_PROPOSALS)],
    }


def half_a_report(entry: Entry, rows: list[dict[str, Any]], year: int, seed: int) -> dict[str, Any]:
    """Return what somebody has typed who is not done: the last task has no result, the obstacles are open."""
    whole = report(entry, rows, year, seed)
    begun = [*whole["plan_tasks"][:-1], *(dict(row) for row in rows[-1:])]
    kept = {key: whole[key] for key in ("is_nil", "direction", "other_work", "enterprises_guided", "people_trained")}
    return {**kept, "plan_tasks": begun}


def nil_report() -> dict[str, Any]:
    """Return the formal answer that there was nothing to report."""
    return {"is_nil": True, "nil_confirmed": True}


def document_number(entry: Entry, seed: int) -> str:
    """Return the number the agency's records office gave its report."""
    symbol = "UBND" if _kind(entry) == "commune" else entry.code
    return f"{40 + 13 * seed % 250}/BC-{symbol}"


def _row(row: dict[str, Any], seed: int) -> dict[str, Any]:
    result = RESULTS.get(row["number"]) or _of_each(row["number"], many=10 + 3 * seed % 40, few=1 + seed % 3)
    return {
        **row,
        "to_cut_off": result.to_cut_off,
        "full_year_estimate": result.full_year,
        "spent": result.spent,
        "progress": result.progress,
        "result": result.text,
    }


def _kind(entry: Entry) -> str:
    if entry.kind in COMMUNE_KINDS:
        return "commune"
    return "company" if entry.kind in ("Doanh nghiệp", "Phòng thí nghiệm") else "office"


def _of_each(number: str, *, many: int, few: int) -> Result:
    if number not in _OF_EACH:
        return _OTHERWISE
    to_cut_off = few if number == "1.4" else many
    progress = "done" if number == "1.4" else "in_progress"
    return Result(to_cut_off, to_cut_off + few, 5.5 * few, progress, _OF_EACH[number].format(n=many, m=few))
