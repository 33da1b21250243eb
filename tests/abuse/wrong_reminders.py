"""Wrong entries about being away, and about agencies left alone."""

from tests.abuse.sending import as_coordinator
from tests.abuse.trying import Wrong

DAYS = {"first_day": "23/11/2026", "last_day": "27/11/2026"}
IN_ORDER = "Ngày này không có trong lịch. Viết ngày/tháng/năm, ví dụ 07/3/2026."
LISTED = "Chọn người trong danh sách: chỉ họ mở được việc."


def away(**wrong: str):
    return lambda w: w.post(w.people.focal_point, "/account/absence", {**DAYS, **wrong})


REMINDERS = [
    Wrong("away without a first day", away(first_day=""), 422, "Nhập ngày đầu", ("27/11/2026",)),
    Wrong("away from 31/11", away(first_day="31/11/2026"), 422, IN_ORDER, ("31/11/2026", "27/11/2026")),
    Wrong("away until before it begins", away(last_day="20/11/2026"), 422, "Ngày cuối đứng trước ngày đầu."),
    Wrong("away since yesterday", away(first_day="19/11/2026"), 422, "Chọn hôm nay hoặc ngày sau"),
    Wrong("away for good", away(last_day="31/12/2027"), 422, "hãy bàn giao vị trí cho người khác"),
    Wrong("away with a stranger standing in", away(stand_in="999999"), 422, LISTED, ("23/11/2026",)),
    Wrong("away with a stand-in that is no key", away(stand_in="' or 1=1"), 422, LISTED),
    Wrong("away for 5,000 letters of a reason", away(reason="a" * 5000), 422, "Dài quá.", ("23/11/2026",)),
    Wrong(
        "away while nobody stands in",
        lambda w: w.post(w.people.head, "/account/absence", DAYS),
        422,
        "Chưa lưu: việc sau đây chưa có ai thay.",
        ("23/11/2026", "27/11/2026"),
    ),
    Wrong(
        "an absence that is not there, ended",
        lambda w: w.post(w.people.focal_point, "/account/absence/999999/end", {}),
        404,
        "Không tìm thấy trang này",
    ),
    Wrong(
        "an agency left alone without a reason",
        as_coordinator("/reminders/waves/2026-11-23/agencies/1/skip", reason=" "),
        422,
        "Ghi ngắn gọn vì sao bỏ cơ quan lần này",
    ),
    Wrong(
        "an agency left alone yesterday",
        as_coordinator("/reminders/waves/2026-11-19/agencies/1/skip", reason="muộn rồi"),
        409,
        "Thư nhắc ngày 19/11/2026 đã gửi. Không đổi được nữa.",
    ),
    Wrong(
        "an agency that is not there, left alone",
        as_coordinator("/reminders/waves/2026-11-23/agencies/999999/skip", reason="không có"),
        404,
        "Không tìm thấy trang này",
    ),
]
