"""Note once an hour that somebody read a confidential case, and tell who did."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import delete, exists, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import joinedload

from app.cases.confidential.marking import Mark
from app.cases.confidential.models import CaseReading, Means
from app.extensions import db
from app.organisation.access import sees_identities
from app.organisation.counting import rows_touched
from app.organisation.roles import Actor, Role

NAME = 200  # characters of a file's name that are kept
SHOWN = 100
_ONCE = ("case_id", "user_id", "means", "name", "hour")


@dataclass(frozen=True)
class What:
    """What was read, and when."""

    means: Means
    name: str
    now: datetime

    @property
    def hour(self) -> datetime:
        """The full hour in which it was read."""
        return self.now.replace(minute=0, second=0, microsecond=0)


@dataclass(frozen=True)
class Reading:
    """A line of the log; `who` is empty for those who may not learn names."""

    who: str
    means: Means
    name: str
    at: datetime


@dataclass(frozen=True)
class Log:
    """The newest lines, and how many there are in all."""

    lines: Sequence[Reading]
    total: int


def is_noted(mark: Mark, what: What) -> bool:
    """Whether this was noted in this hour already: then nothing need be written."""
    case_id, user_id = mark
    same = exists().where(
        CaseReading.case_id == case_id,
        CaseReading.user_id == user_id,
        CaseReading.means == what.means,
        CaseReading.name == what.name[:NAME],
        CaseReading.hour == what.hour,
    )
    return bool(db.session.scalar(select(same)))


def note_reading(marks: Sequence[Mark], what: What) -> None:
    """Note that these cases were read; what two requests note at once is noted once."""
    rows = [
        {
            "case_id": case_id,
            "user_id": user_id,
            "means": what.means,
            "name": what.name[:NAME],
            "hour": what.hour,
            "at": what.now,
        }
        for case_id, user_id in marks
    ]
    db.session.connection().execute(_insert_once(db.session.get_bind().dialect.name), rows)


def forget_old(kept: timedelta, now: datetime) -> int:
    """Delete the lines that are older than the log keeps them (`kept`); return how many."""
    return rows_touched(delete(CaseReading).where(CaseReading.at < now - kept))


@cache
def _insert_once(dialect: str) -> Any:
    insert = (postgresql if dialect == "postgresql" else sqlite).insert(CaseReading.__table__)
    return insert.on_conflict_do_nothing(index_elements=_ONCE)


def may_read_log(actor: Actor) -> bool:
    """Whether somebody who sees the case sees who has read it: coordinators, and auditors without the names."""
    return actor.has(Role.coordinator, Role.auditor)


def log_of(case_id: int, actor: Actor) -> Log | None:
    """Return who has read the case, the newest first; None for those whom it does not concern."""
    if not may_read_log(actor):
        return None
    query = select(CaseReading).where(CaseReading.case_id == case_id).options(joinedload(CaseReading.user))
    rows = db.session.scalars(query.order_by(CaseReading.at.desc(), CaseReading.id.desc()).limit(SHOWN)).all()
    if not rows:
        return None
    names = sees_identities(actor)
    lines = [Reading(row.user.name if names else "", row.means, row.name, row.at) for row in rows]
    total = db.session.scalar(select(func.count(CaseReading.id)).where(CaseReading.case_id == case_id))
    return Log(lines, total or 0)
