"""The draft of a year's plan as a document of the People's Committee (Decree 30/2020/NĐ-CP), to work on and to sign.

Number, day and signer stay blank until a person has recorded them.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from flask import current_app

from app.deadlines.wording import short_date
from app.documents.issuer import PREFIX
from app.documents.paper import Annex, Block, Grid, Heading, Paper, plain
from app.drafting.models import Drafting, DraftRow
from app.drafting.money import in_words
from app.drafting.queries import Totals
from app.issuing.models import IssuedDocument

HEADINGS = ("TT", "Nội dung", "Kết quả dự kiến", "Chủ trì", "Phối hợp", "Thời gian", "Kinh phí")
WIDTHS = (10, 72, 50, 36, 36, 22, 26)  # together what a page on its side has room for


def plan_paper(drafting: Drafting, rows: Sequence[DraftRow], totals: Totals, issued: IssuedDocument | None) -> Paper:
    """Return the plan with its annex; `issued` is what was recorded once it was sent out."""
    province = current_app.config["PROVINCE_NAME"]
    return Paper(
        above=(),
        own=(PREFIX.strip().upper(), province.upper()),
        issuer=f"{PREFIX}{province[:1].lower()}{province[1:]}",
        symbol="KH-UBND",
        place=province.split(" ", 1)[-1],
        year=drafting.year if issued else drafting.proposals_due.year,
        kind="KẾ HOẠCH",
        about=_about(drafting),
        addressees=(),
        blocks=tuple(_body(drafting, totals)),
        recipients=("- Các cơ quan chủ trì, phối hợp (t/h);", "- Sở Khoa học và Công nghệ (t/h);", "- Lưu: VT."),
        post=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        signer=issued.signer if issued else "",
        number=issued.number if issued else None,
        day=issued.issued_on if issued else None,
        annex=Annex(f"PHÂN CÔNG NHIỆM VỤ NĂM {drafting.year}", tuple(_annex(rows)), is_wide=True),
    )


def _about(drafting: Drafting) -> str:
    about = drafting.title.removeprefix("Kế hoạch ")
    return about[:1].upper() + about[1:]


def _body(drafting: Drafting, totals: Totals) -> Iterator[Block]:
    basis = "; ".join(line.strip(" ;.") for line in drafting.legal_basis.splitlines() if line.strip())
    yield plain(f"Thực hiện {basis}, Ủy ban nhân dân tỉnh ban hành {drafting.title}, như sau:")
    yield Heading("I. NHIỆM VỤ")
    period = f"từ ngày {short_date(drafting.period_from)} đến hết ngày {short_date(drafting.period_to)}"
    yield plain(f"{totals.kept} nhiệm vụ thực hiện {period}, phân công tại Phụ lục kèm theo.")
    yield Heading("II. KINH PHÍ")
    allocated = f", bố trí {in_words(totals.allocated)}" if totals.allocated else ""
    yield plain(f"Tổng kinh phí đề xuất {in_words(totals.funding)}{allocated}, theo từng nhiệm vụ tại Phụ lục.")
    yield Heading("III. TỔ CHỨC THỰC HIỆN")
    before = "trước ngày" if drafting.report_due_is_exclusive else "đến hết ngày"
    yield plain(
        "Các cơ quan chủ trì triển khai nhiệm vụ được giao và báo cáo kết quả về Sở Khoa học và Công nghệ "
        f"{before} {short_date(drafting.report_due_on)}./."
    )


def _annex(rows: Sequence[DraftRow]) -> Iterator[Block]:
    numbered = list(enumerate(rows, start=1))
    for heading, some in groupby(numbered, key=lambda pair: pair[1].group_heading):
        if heading:
            yield plain(heading, bold=True)
        yield Grid(HEADINGS, tuple(_cells(number, row) for number, row in some), WIDTHS)


def _cells(number: int, row: DraftRow) -> tuple[str, ...]:
    amount = in_words(row.allocated if row.allocated is not None else row.funding)
    funding = ": ".join(part for part in (row.funding_source, amount) if part)
    return str(number), row.content, row.result, row.lead, row.coordinating, row.time, funding
