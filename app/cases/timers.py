"""Fire the timers of diagrams: only cases whose `next_due` has come are opened, one unit of work each."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select

from app import engine
from app.cases.incidents import open_incident, root_cause
from app.cases.locking import lock_case
from app.cases.models import Case, CaseStatus
from app.cases.position import running, settle
from app.cases.snapshot import snapshot
from app.database import unit_of_work
from app.engine import EngineError
from app.extensions import db
from app.organisation.roles import SYSTEM
from app.organisation.texts import N_
from app.timeline.log import record

BATCH = 100


def fire_due(now: datetime) -> int:
    """Fire every timer due at `now`; return how many cases moved. One that fails opens an incident, the rest go on."""
    return sum(_fire_one(case_id, now) for batch in _due_batches(now) for case_id in batch)


def _due_batches(now: datetime) -> Iterator[list[int]]:
    last = 0
    while True:
        with unit_of_work(db.session, writes=False):
            batch = list(
                db.session.scalars(
                    select(Case.id)
                    .where(Case.status == CaseStatus.running, Case.next_due <= now, Case.id > last)
                    .order_by(Case.id)
                    .limit(BATCH)
                )
            )
        if not batch:
            return
        yield batch
        last = batch[-1]


def _fire_one(case_id: int, now: datetime) -> int:
    try:
        with unit_of_work(db.session):
            return fire(case_id, now)
    except (EngineError, LookupError) as error:
        with unit_of_work(db.session):
            case = lock_case(case_id)
            case.next_due = None  # or every tick would fail again; retrying the incident sets it anew
            open_incident(
                case_id=case_id,
                element="",
                summary=N_("A timer could not fire"),
                cause=root_cause(error),
                now=now,
            )
        return 0


def fire(case_id: int, now: datetime) -> int:
    """Fire the case's timers due at `now` in the open unit of work; return 1, or 0 when none was."""
    case = lock_case(case_id)
    if case.status is not CaseStatus.running or case.next_due is None or case.next_due > now:
        return 0  # another worker was faster
    at = running(case)
    record(at.subject, "timer.fired", SYSTEM, now, due=case.next_due)
    position = engine.fire_timers(at.process, case.state, case=snapshot(case, now), now=now)
    settle(at, position, actor=SYSTEM, now=now)
    return 1
