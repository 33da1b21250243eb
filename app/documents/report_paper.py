"""An agency's report, to be signed: Decree 30/2020/NĐ-CP outside, the outline of Decree 09/2019 inside."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from app.deadlines.wording import short_date
from app.documents.paper import Block, Grid, Heading, Paper, Paragraph, Run, plain, started_small
from app.documents.report_source import ReportSource

PROGRESS = {
    "not_started": "Chưa bắt đầu",
    "in_progress": "Đang thực hiện",
    "late": "Chậm tiến độ",
    "done": "Hoàn thành",
}
FIGURES = (
    ("Số doanh nghiệp được hướng dẫn", "enterprises_guided"),
    ("Số lượt người được tập huấn", "people_trained"),
)
TASK_WIDTHS = (11, 52, 24, 20, 20, 38)
FIGURE_WIDTHS = (85, 40, 40)
NOTHING = "Không có."


def report_paper(source: ReportSource) -> Paper:
    """Return the report as a document. What is not known yet stays blank: no number is ever invented."""
    issuer, campaign = source.issuer, source.campaign
    about = campaign.title.removeprefix("Báo cáo ")
    opening = plain(f"Thực hiện {started_small(campaign.legal_basis)}, {issuer.name} báo cáo như sau:")
    return Paper(
        above=issuer.above,
        own=issuer.own,
        issuer=issuer.name,
        symbol=f"BC-{issuer.symbol}",
        place=issuer.place,
        year=campaign.due_on.year,
        number=source.number,
        day=source.signed_on,
        kind="BÁO CÁO",
        about=about[:1].upper() + about[1:],
        addressees=(source.addressee,),
        blocks=(opening, *(_nothing_to_report(source) if source.is_nil else _content(source))),
        recipients=("- Như trên;", "- Sở Khoa học và Công nghệ (t/h);", "- Lưu: VT."),
        post=issuer.post,
        signer=issuer.signer,
    )


def _nothing_to_report(source: ReportSource) -> Iterator[Block]:
    first, last = source.campaign.cut_off_from, source.campaign.cut_off_to
    yield plain(
        f"Trong kỳ báo cáo (số liệu từ ngày {short_date(first)} đến ngày {short_date(last)}), "
        f"{source.issuer.name} không phát sinh nội dung phải báo cáo./."
    )


def _content(source: ReportSource) -> Iterator[Block]:
    entries, campaign = source.entries, source.campaign
    period = (
        f"(Số liệu từ ngày {short_date(campaign.cut_off_from)} đến ngày {short_date(campaign.cut_off_to)}; "
        f"ước thực hiện đến ngày 31/12/{campaign.period_year}.)"
    )
    yield Paragraph((Run(period),), italic=True)
    yield Heading("I. CÔNG TÁC CHỈ ĐẠO, TRIỂN KHAI")
    yield from map(plain, _lines(entries.get("direction")))
    yield Heading("II. KẾT QUẢ THỰC HIỆN")
    yield from _results(entries, campaign.cut_off_to)
    yield Heading("III. KHÓ KHĂN, VƯỚNG MẮC")
    yield from map(plain, _lines(None if entries.get("no_obstacles") else entries.get("obstacles")))
    yield Heading("IV. PHƯƠNG HƯỚNG NĂM SAU")
    yield from map(plain, _lines(entries.get("next_year")))
    yield Heading("V. ĐỀ XUẤT, KIẾN NGHỊ")
    *before, last = _lines(entries.get("proposals"))
    yield from map(plain, (*before, last + ("/." if last.endswith(".") else "./.")))


def _results(entries: Mapping[str, Any], cut_off: date) -> Iterator[Block]:
    yield plain("1. Các nhiệm vụ chủ trì")
    tasks = tuple(_task_rows(_rows(entries, "plan_tasks")))
    if tasks:
        by = f"Đến {short_date(cut_off)}"
        headings = ("TT", "Nhiệm vụ", by, "Ước cả năm", "Đã chi (triệu đồng)", "Tình trạng, kết quả")
        yield Grid(headings, tasks, TASK_WIDTHS)
    else:
        yield plain("Trong năm cơ quan không chủ trì nhiệm vụ nào của kế hoạch.")
    other = _rows(entries, "other_work")
    if other:
        yield plain("2. Việc ngoài kế hoạch")
        for row in other:
            yield plain(f"- {_text(row.get('work'))}: {_text(row.get('result'))}")
    yield plain(f"{3 if other else 2}. Số liệu chung")
    figures = tuple((name, _text(entries.get(key)), _text(entries.get(f"{key}_estimate"))) for name, key in FIGURES)
    yield Grid(("Chỉ tiêu", f"Đến {short_date(cut_off)}", "Ước cả năm"), figures, FIGURE_WIDTHS)


def _task_rows(rows: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, ...]]:
    for number, row in enumerate(rows, start=1):
        progress = PROGRESS.get(str(row.get("progress")), "")
        said = ". ".join(part for part in (progress, _text(row.get("result"))) if part)
        shown = (_text(row.get(key)) for key in ("to_cut_off", "full_year_estimate", "spent"))
        yield (_text(row.get("number")) or str(number), _text(row.get("content")), *shown, said)


def _lines(text: Any) -> list[str]:
    """Return the lines of a text, or that there is nothing."""
    return [line.strip() for line in _text(text).splitlines() if line.strip()] or [NOTHING]


def _rows(entries: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    given = entries.get(key)
    return [row for row in given if isinstance(row, Mapping)] if isinstance(given, list) else []


def _text(value: Any) -> str:
    """Write a value as Vietnamese documents do: a comma before decimals, nothing for nothing."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:g}".replace(".", ",") if value != int(value) else str(int(value))
    return str(value).strip()
