"""Cases that were opened for another one, and end with it: which they are, how many, and that they are to end.

A feature whose process opens many light cases says with `opened_for` how they are found. When the case that they were
opened for is ended without a result, a job ends them in batches: `app.cases.ending_along`.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select

from app.cases import batches
from app.cases.models import Case, CaseStatus
from app.extensions import db

END_JOB = "end_companions"

Opened = Callable[[int], Select[Any]]  # the keys of the cases that were opened for the case of this key

_opened: dict[str, list[Opened]] = {}


def opened_for(process_key: str) -> Callable[[Opened], Opened]:
    """Register how the cases are found that were opened for a case of this process."""

    def register(opened: Opened) -> Opened:
        _opened.setdefault(process_key, []).append(opened)
        return opened

    return register


def count_companions(case: Case) -> int:
    """Return how many cases that still run were opened for this one."""
    return sum(
        db.session.scalar(select(func.count()).select_from(_running(opened, case.id).subquery())) or 0
        for opened in _opened.get(case.process_key, ())
    )


def next_companions(case: Case) -> list[int]:
    """Return the keys of the next cases to end, at most a batch of them, the oldest first."""
    found: list[int] = []
    for opened in _opened.get(case.process_key, ()):
        query = _running(opened, case.id).order_by(Case.id).limit(batches.SIZE - len(found))
        found += db.session.scalars(query).all()
    return found


def begin_ending(case: Case, now: datetime) -> None:
    """Queue the ending of what was opened for the ended case, if any of it still runs; begun twice it is done once."""
    if _has_companions(case):
        batches.begin(END_JOB, case.id, since=case.ended_at or now, case_id=case.id, now=now)


def _has_companions(case: Case) -> bool:
    return any(
        db.session.scalar(_running(opened, case.id).limit(1)) is not None
        for opened in _opened.get(case.process_key, ())
    )


def _running(opened: Opened, case_id: int) -> Select[Any]:
    return select(Case.id).where(Case.id.in_(opened(case_id)), Case.status == CaseStatus.running)
