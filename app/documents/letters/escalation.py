"""Compose the second step: the department's report to the People's Committee of who is still late."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from app.deadlines.wording import short_date
from app.documents.letters.matter import Asked, Duty, LateAgency, Sender
from app.documents.letters.models import Missing
from app.documents.paper import Block, Grid, Heading, Paper, Paragraph, Run, plain, started_small

HEADINGS = ("TT", "Cơ quan, đơn vị, địa phương", "Nội dung còn thiếu", "Quá hạn (ngày làm việc)", "Số lần nhắc",
            "Công văn đôn đốc gần nhất")  # fmt: skip
WIDTHS = (10, 48, 32, 22, 16, 37)


@dataclass(frozen=True)
class Progress:
    """How the whole round stands."""

    total: int
    arrived: int
    asking: int  # for more time, not decided
    letters: tuple[str, ...]  # those issued so far: number and day


def committee_report(
    sender: Sender, duty: Duty, late: Sequence[LateAgency], progress: Progress, asked: Asked, today: date
) -> Paper:
    """Return the report of the agencies in `late`; number and day stay blank."""
    return Paper(
        above=sender.issuer.above,
        own=sender.issuer.own,
        issuer=sender.name,
        symbol=f"BC-{sender.issuer.symbol}",
        place=sender.issuer.place,
        year=today.year,
        kind="BÁO CÁO",
        about=f"Tình hình đôn đốc {duty.report}",
        addressees=(sender.committee,),
        blocks=tuple(_body(sender, duty, late, progress, asked, today)),
        recipients=("- Như trên;", f"- Lưu: VT, {asked.unit}." if asked.unit else "- Lưu: VT."),
        post=asked.post(sender),
        signer=asked.signer,
    )


def _body(
    sender: Sender, duty: Duty, late: Sequence[LateAgency], progress: Progress, asked: Asked, today: date
) -> Iterator[Block]:
    yield plain(
        f"Thực hiện {started_small(duty.legal_basis)}, các cơ quan, đơn vị, địa phương gửi {duty.report} "
        f"về {sender.name} {duty.printed_limit}. {sender.name} báo cáo {sender.committee} tình hình thực hiện như sau:"
    )
    yield Heading("I. TÌNH HÌNH GỬI BÁO CÁO")
    unsent = sum(agency.missing is Missing.report for agency in late)
    asking = f"; {progress.asking} cơ quan đang đề nghị gia hạn" if progress.asking else ""
    yield plain(
        f"Đến ngày {short_date(today)}, có {progress.arrived}/{progress.total} cơ quan, đơn vị, địa phương đã gửi "
        f"báo cáo; {len(late)} cơ quan, đơn vị, địa phương quá hạn ({unsent} chưa gửi báo cáo, "
        f"{len(late) - unsent} bị trả lại chưa bổ sung){asking}."
    )
    yield Heading("II. CÔNG TÁC ĐÔN ĐỐC")
    issued = f"đã ban hành {len(progress.letters)} công văn đôn đốc" if progress.letters else "chưa có công văn đôn đốc"
    named = f" (số {'; số '.join(progress.letters)})" if 0 < len(progress.letters) <= 10 else ""
    mails = sum(agency.reminders for agency in late)
    yield plain(f"{sender.name} đã nhắc các cơ quan có tên dưới đây {mails} lượt qua thư điện tử; {issued}{named}.")
    yield Heading("III. DANH SÁCH CƠ QUAN, ĐƠN VỊ, ĐỊA PHƯƠNG QUÁ HẠN")
    rows = tuple(tuple(_row(number, agency)) for number, agency in enumerate(late, start=1))
    yield Grid(HEADINGS, rows, WIDTHS)
    yield Heading("IV. KIẾN NGHỊ")
    yield Paragraph(
        (
            Run(
                f"{sender.name} kính đề nghị {sender.committee} xem xét, chỉ đạo các cơ quan, đơn vị, địa phương "
                "có tên trong danh sách gửi báo cáo "
            ),
            Run(f"trước ngày {short_date(asked.ask_before)}", bold=True),
            Run("."),
        )
    )
    yield Paragraph((Run("Đầu mối liên hệ: "), asked.contact.run, Run(".")))
    yield plain(f"Trên đây là tình hình đôn đốc báo cáo, {sender.name} kính báo cáo {sender.committee}./.")


def _row(number: int, agency: LateAgency) -> Iterator[str]:
    yield from (str(number), agency.name, agency.lacks)
    yield from (str(agency.working_days_late), str(agency.reminders), agency.last_letter or "Chưa có")
