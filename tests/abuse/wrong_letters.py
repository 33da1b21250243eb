"""Wrong entries about official letters."""

from tests.abuse.trying import Wrong
from tests.abuse.world import World
from tests.abuse.writes import LETTER


def drafting(by: str = "coordinator", **wrong: str):
    """Send the form of drafting with something wrong in it."""

    def send(w: World):
        fields = {**LETTER, "contact": str(w.people.specialist.id), **wrong}
        return w.post(getattr(w.people, by), f"/campaigns/{w.round.campaign_id}/letters", fields)

    return send


LETTERS = [
    Wrong(
        "a letter while nobody is late",
        drafting(),
        409,
        "Các cơ quan này không còn quá hạn nên không soạn gì. Xem lại danh sách.",
    ),
    Wrong(
        "a letter that asks for a report before a holiday",
        drafting(ask_before="24/11/2026"),
        422,
        "Đây là ngày nghỉ. Chọn ngày làm việc.",
    ),
    Wrong(
        "a letter that asks for a report by 31/11",
        drafting(ask_before="31/11/2026"),
        422,
        "Ngày này không có trong lịch. Viết ngày/tháng/năm, ví dụ 07/3/2026.",
    ),
    Wrong(
        "a letter that leaves no working day",
        drafting(ask_before="23/11/2026"),
        422,
        "Để lại ít nhất một ngày làm việc trọn vẹn trước ngày này.",
    ),
    Wrong(
        "a letter in the year 9999",
        drafting(ask_before="31/12/9999"),
        422,
        "Chọn ngày làm việc trong sáu tháng tới.",
    ),
    Wrong("a letter to nobody", drafting(who="chosen"), 422, "Chọn ít nhất một cơ quan."),
    Wrong("a letter signed by an emperor", drafting(signing="emperor"), 422, "Chọn người ký."),
    Wrong("a letter whose contact is no number", drafting(contact="²"), 422, "Chọn người để các cơ quan liên hệ."),
    Wrong(
        "a letter of a division that is markup",
        drafting(unit="<b>TĐC</b>"),
        422,
        "Chỉ nhập tên viết tắt, ví dụ TĐC.",
    ),
    Wrong(
        "a letter by a specialist",
        drafting(by="specialist"),
        404,
        "Không tìm thấy trang này",
    ),
]
