"""The year's reporting round in full swing: how each agency came to where it stands (`province.tsv`, last column)."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import partial

from app.cases.receipts import Channel
from app.demo.accounts import COORDINATOR
from app.demo.days import Days
from app.demo.doings import Author, as_, finish, first_values, waiting
from app.demo.files import list_of_instruments, own_plan
from app.demo.plan_words import NUMBER
from app.demo.register import entries
from app.demo.rounds import obligation, round_case, round_named
from app.demo.story import Act
from app.reports.service.preparing import prepare_round
from app.reports.service.receiving import Receipt, note_call, receive
from app.tasks.service import claim_task

MISSING_FIGURES = "Mục B thiếu số liệu đến ngày chốt của nhiệm vụ chủ trì; mục D chưa nêu nguyên nhân."
MISSING_SIGNATURE = "Bản đính kèm chưa có chữ ký của thủ trưởng; đề nghị gửi lại bản đã ký."
ASK_FOR_SPLIT = "Nhờ Sở Y tế tách riêng số phương tiện đo nhóm 2 đã kiểm định và chưa kiểm định."
SPLIT_DONE = "Vâng, em đã tách trong danh mục gửi kèm: 214 đã kiểm định, 31 chưa."


def title(days: Days) -> str:
    """Return the round's title."""
    return f"Báo cáo kết quả thực hiện Kế hoạch {NUMBER} năm {days.year}"


def acts(days: Days) -> Iterator[Act]:
    """Yield what happens in the round."""
    yield Act(days.back(15, "14:00"), _prepare)
    yield Act(days.back(14, "08:00"), partial(_open, days))
    yield Act(days.back(14, "08:40"), partial(_follow, days))
    for seed, one in enumerate(entries()):
        author = Author(title(days), one, seed, deputised=one.code == "SYT")
        for word in one.report.split():
            yield from STORIES[word](days, author)


def _prepare(now: datetime) -> None:
    prepare_round(obligation(), actor=as_(COORDINATOR), now=now)


def _open(days: Days, now: datetime) -> None:
    task = waiting(round_case(), "prepare_campaign")
    values = {
        **first_values(task),
        "title": title(days),
        "instructions": "Ghi kết quả từng nhiệm vụ chủ trì; số liệu chốt theo kỳ, kèm ước thực hiện cả năm.",
        "cut_off_from": date(days.year - 1, 12, 15).isoformat(),
    }
    finish(task, values, as_(COORDINATOR), now)


def _follow(days: Days, now: datetime) -> None:
    task = waiting(round_named(title(days)), "follow_up")
    claim_task(task.id, actor=as_(COORDINATOR), now=now)


def _at(days: Days, back: int, author: Author, shift: int = 0) -> datetime:
    """Return a moment of that day, each agency at an hour of its own."""
    return days.back(back, f"{8 + (author.seed + shift) % 8:02d}:{(author.seed * 13 + shift * 7) % 60:02d}")


def _not_started(_days: Days, _author: Author) -> Iterator[Act]:
    return iter(())


def _accepted(days: Days, author: Author) -> Iterator[Act]:
    spread = author.seed % 3
    yield Act(_at(days, 13 - spread, author), author.claim)
    yield Act(_at(days, 10 - spread, author), author.send_to_head)
    yield Act(_at(days, 7 - spread, author), author.approve)
    yield Act(_at(days, 4 - spread, author), author.accept)


def _accepted_after_return(days: Days, author: Author) -> Iterator[Act]:
    yield Act(_at(days, 11, author), author.send_to_head)
    yield Act(_at(days, 10, author), author.approve)
    yield Act(_at(days, 9, author), partial(author.send_back, MISSING_FIGURES, days.back(5).date()))
    yield Act(_at(days, 7, author), author.send_to_head)
    yield Act(_at(days, 6, author), author.approve)
    yield Act(_at(days, 4, author), author.accept)


def _accepted_after_head(days: Days, author: Author) -> Iterator[Act]:
    yield Act(_at(days, 11, author), author.send_to_head)
    yield Act(_at(days, 10, author), partial(author.send_back_as_head, "Bổ sung kết quả thanh tra chuyên đề."))
    yield Act(_at(days, 8, author), author.send_to_head)
    yield Act(_at(days, 7, author), author.approve)
    yield Act(_at(days, 5, author), author.accept)


def _received(channel: Channel, days: Days, author: Author) -> Iterator[Act]:
    def receive_it(now: datetime) -> None:
        receipt = Receipt(channel, now, number=f"{40 + author.seed}/BC-UBND", signed_on=days.back(7).date())
        receive(author.case.id, receipt, actor=as_(COORDINATOR), now=now)

    yield Act(_at(days, 6, author), receive_it)
    yield Act(_at(days, 4, author), author.accept)


def _nil(days: Days, author: Author) -> Iterator[Act]:
    yield Act(_at(days, 9, author), author.send_nil_to_head)
    yield Act(_at(days, 8, author), author.approve)
    yield Act(_at(days, 6, author), author.accept)


def _submitted(days: Days, author: Author) -> Iterator[Act]:
    spread = author.seed % 4
    yield Act(_at(days, 9 - spread, author), author.claim)
    yield Act(_at(days, 6 - spread // 2, author), author.send_to_head)
    yield Act(_at(days, 4 - spread, author), author.approve)
    if author.entry.code == "STC":
        yield Act(days.back(1, "16:10"), author.take_up)


def _with_head(days: Days, author: Author) -> Iterator[Act]:
    spread = author.seed % 3
    yield Act(_at(days, 8 - spread, author), author.claim)
    if author.entry.code == "SYT":
        yield Act(days.back(3, "10:22"), partial(author.be_asked, ASK_FOR_SPLIT))
        yield Act(days.back(3, "14:05"), partial(author.remark, SPLIT_DONE))
        yield Act(days.back(2, "16:12"), partial(author.attach, list_of_instruments(245)))
        yield Act(days.back(2, "16:40"), author.send_to_head)
    else:
        yield Act(_at(days, 3 - spread, author), author.send_to_head)


def _returned(days: Days, author: Author) -> Iterator[Act]:
    yield from _sent(days, author)
    yield Act(_at(days, 2, author), partial(author.send_back, MISSING_SIGNATURE, days.ahead(3)))


def _overdue(days: Days, author: Author) -> Iterator[Act]:
    yield from _sent(days, author)
    resubmit_by = days.back(2 if author.entry.code == "SXD" else 1).date()
    yield Act(_at(days, 7, author), partial(author.send_back, MISSING_FIGURES, resubmit_by))


def _sent(days: Days, author: Author) -> Iterator[Act]:
    yield Act(_at(days, 10, author), author.send_to_head)
    yield Act(_at(days, 9, author), author.approve)


def _drafting(days: Days, author: Author) -> Iterator[Act]:
    yield Act(_at(days, 9 - author.seed % 5, author), author.claim)
    yield Act(_at(days, 3 - author.seed % 3, author, shift=1), author.draft)
    if author.entry.code == "SCT":
        yield Act(days.back(1, "16:02"), partial(author.attach, own_plan(author.entry, days.year)))


def _extended(days: Days, author: Author) -> Iterator[Act]:
    reason = "Địa bàn bị chia cắt do mưa lũ, chưa thu đủ số liệu của các bản."
    yield Act(_at(days, 6, author), partial(author.ask_for_time, days.extended, reason))
    yield Act(_at(days, 4, author), partial(author.grant_time, days.extended))


def _refused(days: Days, author: Author) -> Iterator[Act]:
    asked_because = "Khối lượng công việc cuối năm nhiều."
    refused_because = "Số liệu của xã đã có đủ trên hệ thống; đề nghị gửi đúng hạn."
    yield Act(_at(days, 5, author), partial(author.ask_for_time, days.extended, asked_because))
    yield Act(_at(days, 4, author), partial(author.refuse_time, refused_because))


def _asked(days: Days, author: Author) -> Iterator[Act]:
    reason = "Cán bộ đầu mối đi học dài ngày, người thay mới nhận việc."
    yield Act(_at(days, 1 + author.seed % 2, author), partial(author.ask_for_time, days.extended, reason))


def _called(days: Days, author: Author) -> Iterator[Act]:
    def call(now: datetime) -> None:
        spoke_with = author.entry.focal_point
        note_call(author.case.id, spoke_with, "Hẹn gửi báo cáo trong tuần sau.", actor=as_(COORDINATOR), now=now)

    yield Act(days.back(1, "15:30"), call)


STORIES: Mapping[str, Callable[[Days, Author], Iterator[Act]]] = {
    "not_started": _not_started,
    "drafting": _drafting,
    "with_head": _with_head,
    "submitted": _submitted,
    "returned": _returned,
    "overdue": _overdue,
    "accepted": _accepted,
    "accepted_after_return": _accepted_after_return,
    "accepted_after_head": _accepted_after_head,
    "on_paper": partial(_received, Channel.paper),
    "by_document_system": partial(_received, Channel.document_system),
    "nil": _nil,
    "extended": _extended,
    "asked": _asked,
    "refused": _refused,
    "called": _called,
}
