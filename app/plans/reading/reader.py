"""Read a plan: file to rows, rows to annex and body, both to tasks, targets and duties."""

from datetime import date
from pathlib import Path
from typing import Final

from app.plans.reading.agencies import AgencyNames
from app.plans.reading.annex import Annex, AnnexTable, find_annex, is_caption
from app.plans.reading.body import read_body
from app.plans.reading.columns import Columns
from app.plans.reading.document import DocumentHead, NotTask, PlanDocument, PlanTask
from app.plans.reading.duties import propose_duties
from app.plans.reading.grouping import group_tasks
from app.plans.reading.joining import Item, join_rows
from app.plans.reading.masthead import read_head
from app.plans.reading.names import unify_names
from app.plans.reading.numbering import split_number
from app.plans.reading.remarks import settle_remarks
from app.plans.reading.rows import SourceRow, UnreadablePlan
from app.plans.reading.sources import read_rows
from app.plans.reading.targets import propose_targets
from app.plans.reading.tasks import finish_task
from app.plans.reading.unmarked import find_unmarked_annex, read_unmarked
from app.plans.reading.views import view_rows

NO_TABLE_VI: Final = (
    "Không tìm thấy bảng phân công nhiệm vụ. Kiểm tra tệp có bảng với các cột như Nội dung, Chủ trì, Phối hợp, "
    "Thời gian; nếu bảng là ảnh, hãy gõ lại thành bảng."
)
NO_TABLE_EN: Final = (
    "No table of tasks was found. The file needs a table with columns such as Nội dung, Chủ trì, Phối hợp, Thời gian; "
    "type the table again if it is a picture."
)


def read_plan(
    path_or_bytes: Path | str | bytes,
    filename: str | None = None,
    *,
    issued: date | None = None,
    register: AgencyNames | None = None,
) -> PlanDocument:
    """Read a .docx, .xlsx or text extract of a plan.

    `issued` overrides the printed day of issue; `register` matches agency names. Raises `UnreadablePlan` when the file
    cannot be opened or holds no table of tasks.
    """
    data = path_or_bytes if isinstance(path_or_bytes, bytes) else Path(path_or_bytes).read_bytes()
    name = filename or (str(path_or_bytes) if not isinstance(path_or_bytes, bytes) else "")
    rows = read_rows(data, name)
    annex = find_annex(rows)
    unmarked = None if annex.tables else find_unmarked_annex(rows)
    body = read_body(unmarked.body if unmarked else annex.body)
    head = read_head(body, issued)
    if unmarked:
        annex.not_tasks = unmarked.not_tasks
        tasks, notes = _read_items(read_unmarked(unmarked), unmarked.columns, [], head, register)
    else:
        tasks, notes = _read_annex(annex, head, register)
    if not tasks:
        raise UnreadablePlan(NO_TABLE_VI, NO_TABLE_EN)
    tasks = unify_names(tasks)
    return PlanDocument(
        head,
        tuple(tasks),
        tuple(propose_targets(body, tasks, head.period)),
        tuple(propose_duties(body, head)),
        tuple(sorted([*annex.not_tasks, *notes], key=lambda note: note.source)),
        tuple(rows),
    )


def _read_annex(annex: Annex, head: DocumentHead, register: AgencyNames | None) -> tuple[list[PlanTask], list[NotTask]]:
    tasks: list[PlanTask] = []
    notes: list[NotTask] = []
    for table in annex.tables:
        found, more = _read_table(table, head, register)
        tasks += found
        notes += more
    return tasks, notes


def _read_table(
    table: AnnexTable, head: DocumentHead, register: AgencyNames | None
) -> tuple[list[PlanTask], list[NotTask]]:
    views, layout = view_rows(table)
    items, numbers = join_rows(views, table.columns)
    tasks, notes = _read_items(items, table.columns, table.caption, head, register)
    return tasks, [*layout, *numbers, *notes]


def _read_items(
    items: list[Item], columns: Columns, caption: list[SourceRow], head: DocumentHead, register: AgencyNames | None
) -> tuple[list[PlanTask], list[NotTask]]:
    drafts, headings = group_tasks(items, _base_group(caption))
    remarks = settle_remarks(drafts, columns)
    title = " ".join(row.text for row in caption)
    tasks = [finish_task(draft, columns, title, head.period, register) for draft in drafts]
    return tasks, [*headings, *remarks]


def _base_group(caption: list[SourceRow]) -> tuple[str, ...]:
    """Return the heading right above a table, without its number; a plan's own title is none."""
    if not caption or not is_caption(caption[-1]):
        return ()
    _, text = split_number(caption[-1].text)
    return (text,)
