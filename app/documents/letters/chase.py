"""Compose the letter that chases late reports (công văn đôn đốc): pure, values in, document out."""

from collections.abc import Iterator, Sequence
from datetime import date

from app.deadlines.wording import short_date
from app.documents.letters.addressing import LISTED, addressed, copies, salutation, verb
from app.documents.letters.matter import Asked, Duty, LateAgency, Sender
from app.documents.letters.models import Missing
from app.documents.paper import Annex, Block, Grid, Paper, Paragraph, Run, plain, started_small

ROOM_FOR_UNIT = "        "
LIST_TITLE = "DANH SÁCH CƠ QUAN, ĐƠN VỊ, ĐỊA PHƯƠNG CHƯA HOÀN THÀNH BÁO CÁO"
LIST_HEADINGS = ("TT", "Cơ quan, đơn vị, địa phương", "Thời hạn", "Nội dung còn thiếu")
LIST_WIDTHS = (12, 72, 28, 53)


def chase_letter(sender: Sender, duty: Duty, late: Sequence[LateAgency], asked: Asked, today: date) -> Paper:
    """Return the letter to the agencies in `late`, in their order; number and day stay blank."""
    return Paper(
        above=sender.issuer.above,
        own=sender.issuer.own,
        issuer=sender.name,
        symbol=f"{sender.issuer.symbol}-{asked.unit or ROOM_FOR_UNIT}",
        place=sender.issuer.place,
        year=today.year,
        about=f"đôn đốc {duty.report}",
        addressees=salutation([agency.name for agency in late]),
        blocks=tuple(_body(sender, duty, late, asked, today)),
        recipients=copies(sender.kind, sender.province, asked.unit),
        post=asked.post(sender),
        signer=asked.signer,
        annex=Annex(LIST_TITLE, (_list(late),)) if len(late) > LISTED else None,
    )


def _body(sender: Sender, duty: Duty, late: Sequence[LateAgency], asked: Asked, today: date) -> Iterator[Block]:
    kinds = [agency.kind for agency in late]
    asks = verb(sender.kind, kinds)
    them = addressed(kinds, late[0].name, asks)
    owing = "các cơ quan, đơn vị, địa phương" if len(late) > 1 else them
    yield plain(
        f"Thực hiện {started_small(duty.legal_basis)}, {owing} có trách nhiệm gửi {duty.report} "
        f"về {sender.name} {duty.printed_limit}."
    )
    yield plain(f"Đến ngày {short_date(today)}, {_what_is_missing(sender, late, them)}")
    yield Paragraph(
        (
            Run(f"{sender.name} {asks} {them} hoàn thành và gửi báo cáo "),
            Run(f"trước ngày {short_date(asked.ask_before)}", bold=True),
            Run(
                " (bản điện tử có chữ ký số qua Hệ thống quản lý văn bản và điều hành, "
                "số liệu nhập trên Hệ thống theo dõi tiến độ)."
            ),
        )
    )
    yield Paragraph((Run("Đầu mối liên hệ: "), asked.contact.run, Run(".")))
    yield plain(f"{sender.name} {asks} {them} quan tâm, phối hợp thực hiện./.")


def _what_is_missing(sender: Sender, late: Sequence[LateAgency], them: str) -> str:
    if len(late) == 1:
        return _missing_of_one(sender, late[0], them)
    parts = [
        f"{words} {_named(some, len(late))}"
        for missing, words in (
            (Missing.report, "chưa nhận được báo cáo của"),
            (Missing.completion, "chưa nhận được báo cáo bổ sung, hoàn thiện (sau khi trả lại) của"),
        )
        if (some := [agency for agency in late if agency.missing is missing])
    ]
    where = " (chi tiết tại Phụ lục kèm theo)" if len(late) > LISTED else ""
    return f"{sender.name} {'; '.join(parts)}{where}."


def _missing_of_one(sender: Sender, agency: LateAgency, them: str) -> str:
    if agency.missing is Missing.completion:
        until = f", thời hạn gửi lại là hết ngày {short_date(agency.resubmit_by)}" if agency.resubmit_by else ""
        return (
            f"{sender.name} chưa nhận được báo cáo bổ sung, hoàn thiện của {them} "
            f"(báo cáo đã được trả lại để hoàn thiện{until})."
        )
    longer = f" (đã được gia hạn đến ngày {short_date(agency.extended_to)})" if agency.extended_to else ""
    return f"{sender.name} chưa nhận được báo cáo của {them}{longer}."


def _named(some: Sequence[LateAgency], of: int) -> str:
    """Name the agencies while the letter lists them; else count them, the annex names them."""
    if of > LISTED:
        return f"{len(some):02} cơ quan, đơn vị, địa phương"
    return ", ".join(agency.name for agency in some)


def _list(late: Sequence[LateAgency]) -> Grid:
    rows = [(str(n), agency.name, short_date(agency.limit), agency.lacks) for n, agency in enumerate(late, start=1)]
    return Grid(LIST_HEADINGS, tuple(rows), LIST_WIDTHS)
