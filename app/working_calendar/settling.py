"""Let open deadlines follow a decision about days: the first hundred cases with it, the rest in jobs.

Each batch is one unit of work and queues the next one in it: a process that dies between two leaves a job that
another takes over, and no case is moved twice.
"""

from datetime import datetime

from app.cases import jobs
from app.cases.following import Because, follow_batch, follow_features
from app.cases.recalculating import Change
from app.extensions import db
from app.organisation.calendar import Row, calendar_with, office_calendar, rows_of
from app.organisation.models import CalendarChange
from app.organisation.roles import SYSTEM
from app.timeline.log import Subject, record

SETTLE_JOB = "settle_calendar"
CALENDAR = Subject("calendar", 1)  # one chain for the whole calendar: two decisions cannot be written at once


def change_of(decision: CalendarChange) -> Change:
    """Return what the decision's latest act, its entry or its withdrawal, changed in the calendar."""
    if not decision.stands:
        return Change(calendar_with(rows_of(decision)), office_calendar(), [row.day for row in decision.days])
    replaced: list[Row] = []
    if decision.corrects_id is not None:
        replaced = rows_of(db.session.get_one(CalendarChange, decision.corrects_id))
    days = sorted({row.day for row in decision.days} | {row[0] for row in replaced})
    return Change(calendar_with(replaced, without=[decision.id]), office_calendar(), days)


def settle(decision: CalendarChange, now: datetime, *, after: int = 0) -> None:
    """Move the deadlines of the next cases past `after`, and queue the rest; the last batch says that it is done."""
    change = change_of(decision)
    because = Because(decision.id, decision.source, is_withdrawn=not decision.stands)
    batch = follow_batch(change, because, after=after, now=now)
    decision.moved += batch.moved
    if batch.last is not None:
        _queue(decision, batch.last, now)
        return
    follow_features(change, now)
    decision.settled_at = now
    record(CALENDAR, "calendar.settled", SYSTEM, now, change=decision.id, name=decision.name, moved=decision.moved)


def _queue(decision: CalendarChange, after: int, now: datetime) -> None:
    act = "entered" if decision.stands else "withdrawn"
    jobs.enqueue(
        kind=SETTLE_JOB,
        subject=f"{decision.id}:{act}:{after}",
        due_at=decision.withdrawn_at or decision.entered_at,
        payload={"change_id": decision.id, "after": after},
        now=now,
    )


@jobs.job(SETTLE_JOB)
def settle_batch(call: jobs.JobCall) -> None:
    """Let the next hundred cases follow a decision about days.

    Needs: payload `change_id` and `after`, the key of the last case that was looked at.
    Sets: dates of cases and tasks, timers, the timeline; the job of the next batch, or that all is done.
    Errors: any error fails the batch, which is tried again.
    """
    decision = db.session.get_one(CalendarChange, call.payload["change_id"], with_for_update=True)
    settle(decision, call.now, after=call.payload["after"])
