"""Wrong entries about days of the working calendar."""

from typing import Any

from tests.abuse.sending import as_coordinator
from tests.abuse.trying import Wrong

DAYS = {
    "kind": "swap",
    "name": "Nghỉ ngày hội của tỉnh",
    "day_off": "04/12/2026",
    "day_worked": "05/12/2026",
    "document_number": "215/TB-UBND",
    "document_date": "18/11/2026",
    "issuer": "Ủy ban nhân dân tỉnh",
    "known_on": "19/11/2026",
}


def days(**wrong: Any):
    return as_coordinator("/working-calendar/changes", **DAYS | {"seen": "0", "count": "0"} | wrong)


CALENDAR = [
    Wrong("day off on 31/11", days(day_off="31/11/2026"), 422, "Ngày này không có trong lịch.", ("31/11/2026",)),
    Wrong("no day off", days(day_off=""), 422, "Nhập ngày nghỉ, ví dụ 31/8/2026.", ("215/TB-UBND",)),
    Wrong("Sunday worked", days(day_worked="06/12/2026"), 422, "là Chủ nhật. Chỉ làm bù vào thứ Bảy.", ("06/12/2026",)),
    Wrong("Saturday off", days(day_off="12/12/2026"), 422, "vốn không phải ngày làm việc", ("12/12/2026",)),
    Wrong("worked day that has passed", days(day_worked="14/11/2026"), 422, "đã qua", ("14/11/2026",)),
    Wrong("day of another century", days(day_off="04/12/1926"), 422, "Chọn ngày trong các năm", ("04/12/1926",)),
    Wrong("document of tomorrow", days(document_date="21/11/2026"), 422, "sau hôm nay", ("21/11/2026",)),
    Wrong("known before its document", days(known_on="17/11/2026"), 422, "trước ngày ban hành", ("17/11/2026",)),
    Wrong("name of 5,000 letters", days(name="N" * 5000), 422, "Dài quá. Hãy viết ngắn lại.", ("215/TB-UBND",)),
    Wrong("decision of no kind", days(kind="planet"), 422, "Chọn nội dung quyết định.", ("215/TB-UBND",)),
    Wrong(
        "forty days off",
        days(kind="range", first_day="01/12/2026", last_day="09/01/2027"),
        422,
        "Nhập nhiều nhất 31 ngày liền.",
        ("09/01/2027",),
    ),
    Wrong("figures of yesterday", days(count="7"), 409, "Chưa lưu gì", ("215/TB-UBND",)),
    Wrong("correcting what is not there", days(corrects="999999"), 404, "Không có quyết định này"),
    Wrong("correcting no key", days(corrects="-1"), 404, "Không có quyết định này"),
    Wrong("name with NUL", days(name="Nghỉ\x00lễ"), 400, "có ký tự không lưu được"),
    Wrong(
        "withdrawing what is not there",
        as_coordinator("/working-calendar/changes/999999/withdraw", reason="Nhầm"),
        404,
        "Không có quyết định này",
    ),
]
