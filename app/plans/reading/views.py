"""See a table's rows through its columns; set aside rows that are only layout."""

import re
from typing import Final

from app.deadlines.phrases.letters import plain_letters
from app.plans.reading.annex import AnnexTable
from app.plans.reading.columns import Columns, Role
from app.plans.reading.document import NotTask
from app.plans.reading.drafts import RowView
from app.plans.reading.numbering import parse_number, split_number
from app.plans.reading.rows import FROM_ABOVE, OWN, SourceRow

_COLUMN_NUMBER: Final = re.compile(r"\(?(?:\d{1,2}|[A-Z])\)?(?:\s*=.*)?")
_TOTAL: Final = re.compile(r"(?:tong(?: cong| so)?|cong)\b[ :.]*(?:\([^)]*\))?")
_SIGNATURE: Final = re.compile(r"(?:tm\.|kt\.|tl\.|noi nhan|nguoi lap|ghi chu ?:|chu tich$|pho chu tich$|giam doc$).*")
_FULL: Final = 3  # filled cells that only a task has; below the last such row a signature ends the table
_LABELS: Final = re.compile(r"(?:(?:cơ quan|đơn vị)\s+)?(chủ trì|phối hợp)\s*:\s*", re.IGNORECASE)


def view_rows(table: AnnexTable) -> tuple[list[RowView], list[NotTask]]:
    """Return the rows that say something, and a note for each that does not and for each cell outside the columns."""
    views: list[RowView] = []
    notes: list[NotTask] = []
    last = max((row.number for row in table.rows if len(_own_cells(row)) >= _FULL), default=0)
    signed = False
    for row in table.rows:
        why = "signature" if signed else _layout(row)
        if why:
            signed = why == "signature" and row.number > last
            notes.append(NotTask.of(row, why))
            continue
        view = _view(row, table.columns)
        view.opens_page = row.number in table.breaks
        notes += [NotTask.of(row, why, text) for why, text in view.stray]
        views.append(view)
    return views, notes


def _layout(row: SourceRow) -> str | None:
    """Return why a row is only layout, `None` when it says something."""
    own = _own_cells(row)
    if not own:
        return "column_numbers"
    if len(own) > 2 and all(map(_COLUMN_NUMBER.fullmatch, own)):
        return "column_numbers"
    first = plain_letters(own[0])
    if any(_TOTAL.fullmatch(plain_letters(cell)) for cell in own[:2]):
        return "total"
    if len(own) <= 2 and _SIGNATURE.fullmatch(first):
        return "signature"
    return None


def _own_cells(row: SourceRow) -> list[str]:
    return [cell for column, cell in enumerate(row.folded) if cell and row.mark(column) == OWN]


def _view(row: SourceRow, columns: Columns) -> RowView:
    view = RowView(row, {}, set())
    for role in columns.roles:
        _take_role(view, row, columns, role)
    for column, cell in enumerate(row.folded):
        if cell and row.mark(column) == OWN and columns.role_at(column) is None:
            view.stray.append(("unknown_column", cell))
    _take_number(view, columns)
    _cut_shared_column(view)
    return view


def _take_role(view: RowView, row: SourceRow, columns: Columns, role: Role) -> None:
    """Read the cells of one role; several filled columns of a role are printed one after the other."""
    filled = [column for column in columns.roles[role] if row.cell(column)]
    texts = list(dict.fromkeys(row.cell(column) for column in filled))
    view.fields[role] = "; ".join(texts)
    if any(row.mark(column) != FROM_ABOVE for column in filled):
        view.own.add(role)


def _take_number(view: RowView, columns: Columns) -> None:
    """Find the row's number: in its column, or fused with the words beside it."""
    printed = view.fields.pop(Role.NUMBER, "")
    inherited = Role.NUMBER not in view.own
    view.own.discard(Role.NUMBER)
    if printed and not inherited:
        view.number = parse_number(printed)
        if view.number is None:
            _take_fused(view, printed)
    elif not columns.has(Role.NUMBER):
        view.number, view.fields[Role.CONTENT] = split_number(view.content)


def _take_fused(view: RowView, printed: str) -> None:
    """Words in the number column: a heading over the whole width, or a number glued to the content."""
    number, text = split_number(printed)
    view.number = number
    if not view.content:
        view.fields[Role.CONTENT] = text
        view.own.add(Role.CONTENT)
    else:
        view.stray.append(("unknown_column", printed))


def _cut_shared_column(view: RowView) -> None:
    """Divide "Chủ trì: …; Phối hợp: …" printed in one column."""
    shared = view.fields.pop(Role.BOTH, "")
    if not shared:
        return
    view.own |= {Role.LEAD} if Role.BOTH in view.own else set()
    parts = _LABELS.split(shared)
    if len(parts) == 1:
        view.fields[Role.LEAD] = shared
        return
    for label, text in zip(parts[1::2], parts[2::2], strict=True):
        role = Role.LEAD if "trì" in label.lower() else Role.COORDINATING
        view.fields[role] = text.strip(" ;,.-")
        view.own.add(role)
