"""Let open deadlines follow a decision about days: the first two hundred cases with it, the rest in jobs.

Each batch is one unit of work and queues the next one in it: a process that dies between two leaves a job that
another takes over, and no case is moved twice.
"""

from collections.abc import Sequence
from datetime import datetime

from app.cases import jobs
from app.cases.following import Because, follow_cases, follow_features
from app.cases.recalculating import Change
from app.cases.touched import next_cases
from app.extensions import db
from app.organisation.calendar import Row, calendar_with, office_calendar, rows_of
from app.organisation.models import CalendarChange
from app.organisation.roles import SYSTEM
from app.timeline.log import Subject, record

SETTLE_JOB = "settle_calendar"
BATCH = 200  # cases locked and moved in one unit of work
LISTED = 4_000  # cases searched for at once
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


def settle(decision: CalendarChange, now: datetime, *, after: int = 0, cases: Sequence[int] = ()) -> None:
    """Move the deadlines of the next cases past `after`, and queue the rest; the last batch says that it is done.

    `cases` are the next ones as far as they are known: they are searched for some thousands at a time.
    """
    change = change_of(decision)
    because = Because(decision.id, decision.source, is_withdrawn=not decision.stands)
    listed = list(cases) or next_cases(change, after, LISTED)
    batch, rest = listed[:BATCH], listed[BATCH:]
    decision.moved += follow_cases(batch, change, because, now)
    if rest or cases or len(listed) == LISTED:  # only a search that finds no more than this batch was the last
        _queue(decision, batch[-1], rest, now)
        return
    follow_features(change, now)
    decision.settled_at = now
    record(CALENDAR, "calendar.settled", SYSTEM, now, change=decision.id, name=decision.name, moved=decision.moved)


def _queue(decision: CalendarChange, after: int, cases: Sequence[int], now: datetime) -> None:
    act = "entered" if decision.stands else "withdrawn"
    jobs.enqueue(
        kind=SETTLE_JOB,
        subject=f"{decision.id}:{act}:{after}",
        due_at=decision.withdrawn_at or decision.entered_at,
        payload={"change_id": decision.id, "after": after, "cases": list(cases)},
        now=now,
    )


@jobs.job(SETTLE_JOB)
def settle_batch(call: jobs.JobCall) -> None:
    """Let the next two hundred cases follow a decision about days.

    Needs: payload `change_id`, `after` (the last case that was looked at), `cases` (the next ones, if known).
    Sets: dates of cases and tasks, timers, the timeline; the job of the next batch, or that all is done.
    Errors: any error fails the batch, which is tried again.
    """
    decision = db.session.get_one(CalendarChange, call.payload["change_id"], with_for_update=True)
    settle(decision, call.now, after=call.payload["after"], cases=call.payload["cases"])
