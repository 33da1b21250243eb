"""Page a register by its index: each page starts behind the last row of the one before."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Select, and_, tuple_

from app.extensions import db
from app.vietnamese import search_key

Record = TypeVar("Record")
PAGE_SIZE = 50


@dataclass(frozen=True)
class Page(Generic[Record]):
    """Some records, and the key of the last one if more follow."""

    items: Sequence[Record]
    next_after: int | None


def page_of(query: Select[Any], table: Any, after: int | None, limit: int = PAGE_SIZE) -> Page[Any]:
    """Return the records after the one with the key `after`, by sort key; `table` has `sort_key` and `id`."""
    last = db.session.get(table, after) if after else None
    if last is not None:
        query = query.where(tuple_(table.sort_key, table.id) > tuple_(last.sort_key, last.id))
    rows = db.session.scalars(query.order_by(table.sort_key, table.id).limit(limit + 1)).all()
    return Page(rows[:limit], rows[limit - 1].id if len(rows) > limit else None)


def matches(column: Any, words: str) -> ColumnElement[bool]:
    """Return the condition that a search key holds every word, with or without diacritics."""
    return and_(True, *(column.contains(word, autoescape=True) for word in search_key(words).split()))
