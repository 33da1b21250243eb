"""What is ordered for many at once: a new date, another person, or a reminder. Kept as JSON with the act."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar

from app.bulk.models import BulkKind
from app.cases.rescheduling import Document


@dataclass(frozen=True)
class Extend:
    """More time, until the end of `day`, for a reason and by a document whose parts may be unknown."""

    kind: ClassVar[BulkKind] = BulkKind.extend
    day: date
    reason: str
    number: str = ""
    issued_on: date | None = None
    issuer: str = ""

    @property
    def document(self) -> Document:
        """The document that orders it."""
        return Document(self.number, self.issued_on, self.issuer)


@dataclass(frozen=True)
class Reassign:
    """Another person; `to` None gives the work back to everybody who may do it."""

    kind: ClassVar[BulkKind] = BulkKind.reassign
    to: int | None
    note: str = ""


class Whom(StrEnum):
    """Who is reminded of the work of an agency."""

    holder = "holder"  # whoever has the work: the focal point, or who stands in
    with_deputy = "with_deputy"
    with_head = "with_head"


@dataclass(frozen=True)
class Remind:
    """A reminder in words of one's own, not before `at` (None: at once, at whatever hour)."""

    kind: ClassVar[BulkKind] = BulkKind.remind
    whom: Whom = Whom.holder
    words: str = ""
    at: datetime | None = None


Order = Extend | Reassign | Remind
_KINDS: Mapping[BulkKind, type[Order]] = {one.kind: one for one in (Extend, Reassign, Remind)}


def kept(order: Order) -> str:
    """Return the order as text."""
    return json.dumps(asdict(order), ensure_ascii=False, default=lambda value: value.isoformat())


def read(kind: BulkKind, text: str) -> Order:
    """Return an order that was kept as text."""
    values: dict[str, Any] = json.loads(text)
    for name, of in (("day", date), ("issued_on", date), ("at", datetime)):
        if values.get(name):
            values[name] = of.fromisoformat(values[name])
    if "whom" in values:
        values["whom"] = Whom(values["whom"])
    return _KINDS[kind](**values)
