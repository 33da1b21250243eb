"""An agency's report as a .docx to be signed: Decree 30/2020/NĐ-CP outside, the outline of Decree 09/2019 inside."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from io import BytesIO
from typing import Any

from docx.document import Document

from app.deadlines.wording import short_date
from app.documents import layout
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


def report_docx(source: ReportSource) -> bytes:
    """Return the report as a .docx file. What is not known yet stays blank: no number is ever invented."""
    document = layout.new_document()
    _head(document, source)
    if source.is_nil:
        _nothing_to_report(document, source)
    else:
        _content(document, source)
    layout.closing(
        document,
        recipients=("- Như trên;", "- Sở Khoa học và Công nghệ (t/h);", "- Lưu: VT."),
        post=source.issuer.post,
        signer=source.issuer.signer,
    )
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _head(document: Document, source: ReportSource) -> None:
    issuer, campaign = source.issuer, source.campaign
    layout.heading(
        document,
        above=issuer.above,
        own=issuer.own,
        number=layout.number_line(source.number, f"BC-{issuer.symbol}"),
        place_and_day=layout.place_and_day(issuer.place, source.signed_on, campaign.due_on.year),
    )
    about = campaign.title.removeprefix("Báo cáo ")
    layout.title(document, "BÁO CÁO", about[:1].upper() + about[1:])
    layout.write(
        layout.spaced(document.add_paragraph(), before=12), f"Kính gửi: {source.addressee}", align=layout.CENTRE
    )
    layout.body(document, f"Thực hiện {_started_small(campaign.legal_basis)}, {issuer.name} báo cáo như sau:")


def _nothing_to_report(document: Document, source: ReportSource) -> None:
    first, last = source.campaign.cut_off_from, source.campaign.cut_off_to
    layout.body(
        document,
        f"Trong kỳ báo cáo (số liệu từ ngày {short_date(first)} đến ngày {short_date(last)}), "
        f"{source.issuer.name} không phát sinh nội dung phải báo cáo./.",
    )


def _content(document: Document, source: ReportSource) -> None:
    entries, campaign = source.entries, source.campaign
    layout.body(
        document,
        f"(Số liệu từ ngày {short_date(campaign.cut_off_from)} đến ngày {short_date(campaign.cut_off_to)}; "
        f"ước thực hiện đến ngày 31/12/{campaign.period_year}.)",
        italic=True,
    )
    layout.section_title(document, "I. CÔNG TÁC CHỈ ĐẠO, TRIỂN KHAI")
    _paragraphs(document, entries.get("direction"))
    layout.section_title(document, "II. KẾT QUẢ THỰC HIỆN")
    _results(document, entries, campaign.cut_off_to)
    layout.section_title(document, "III. KHÓ KHĂN, VƯỚNG MẮC")
    _paragraphs(document, None if entries.get("no_obstacles") else entries.get("obstacles"))
    layout.section_title(document, "IV. PHƯƠNG HƯỚNG NĂM SAU")
    _paragraphs(document, entries.get("next_year"))
    layout.section_title(document, "V. ĐỀ XUẤT, KIẾN NGHỊ")
    last = _paragraphs(document, entries.get("proposals"))
    layout.write(last, "/." if last.text.endswith(".") else "./.")


def _results(document: Document, entries: Mapping[str, Any], cut_off: date) -> None:
    layout.body(document, "1. Các nhiệm vụ chủ trì")
    tasks = list(_task_rows(_rows(entries, "plan_tasks")))
    if tasks:
        by = f"Đến {short_date(cut_off)}"
        headings = ("TT", "Nhiệm vụ", by, "Ước cả năm", "Đã chi (triệu đồng)", "Tình trạng, kết quả")
        layout.grid(document, headings, tasks, TASK_WIDTHS)
    else:
        layout.body(document, "Trong năm cơ quan không chủ trì nhiệm vụ nào của kế hoạch.")
    other = _rows(entries, "other_work")
    if other:
        layout.body(document, "2. Việc ngoài kế hoạch")
        for row in other:
            layout.body(document, f"- {_text(row.get('work'))}: {_text(row.get('result'))}")
    layout.body(document, f"{3 if other else 2}. Số liệu chung")
    figures = [(name, _text(entries.get(key)), _text(entries.get(f"{key}_estimate"))) for name, key in FIGURES]
    layout.grid(document, ("Chỉ tiêu", f"Đến {short_date(cut_off)}", "Ước cả năm"), figures, FIGURE_WIDTHS)


def _task_rows(rows: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, ...]]:
    for number, row in enumerate(rows, start=1):
        progress = PROGRESS.get(str(row.get("progress")), "")
        said = ". ".join(part for part in (progress, _text(row.get("result"))) if part)
        shown = (_text(row.get(key)) for key in ("to_cut_off", "full_year_estimate", "spent"))
        yield (_text(row.get("number")) or str(number), _text(row.get("content")), *shown, said)


def _paragraphs(document: Document, text: Any) -> Any:
    """Write the lines of a text, or that there is nothing; return the last paragraph."""
    lines = [line.strip() for line in _text(text).splitlines() if line.strip()] or [NOTHING]
    return [layout.body(document, line) for line in lines][-1]


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


def _started_small(text: str) -> str:
    """Return the text to go on in the middle of a sentence; what starts with a proper name keeps its capital."""
    first = text.split(" ", 1)[0]
    return text if first in ("Kế", "Quyết", "Nghị", "Thông", "Luật", "Chỉ") else text[:1].lower() + text[1:]
