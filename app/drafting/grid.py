"""The two forms of the draft's own pages: a page of rows, and one new row."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from app.drafting.models import DraftRow
from app.drafting.service.rows import RowEdit, entries_of
from app.forms import Form, read_form

_FORMS = Path(__file__).parent / "forms"
PAGE_SIZE = 10


@cache
def form_named(name: str) -> Form:
    """Return "draft_rows" or "draft_row"."""
    return read_form((_FORMS / f"{name}.form").read_bytes())


def context_of(rows: Sequence[DraftRow], page: int) -> dict[str, Any]:
    """Return what the form of a page of rows starts with; their numbers go on from page to page."""
    first = (page - 1) * PAGE_SIZE + 1
    return {"rows": [entries_of(row, number) for number, row in enumerate(rows, start=first)]}


def edits_of(rows: Sequence[DraftRow], clean: Mapping[str, Any]) -> list[RowEdit]:
    """Return what was entered for the rows of a page, in their order."""
    entered = clean.get("rows") or []
    return [RowEdit(row.id, entries, entries.get("reason") or "") for row, entries in zip(rows, entered, strict=True)]
