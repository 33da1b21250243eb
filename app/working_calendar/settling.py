"""Let open deadlines follow a decision about days: the first two hundred cases with it, the rest in jobs.

Each batch is one unit of work and queues the next one in it: a process that dies between two leaves a job that
another takes over, and no case is moved twice.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

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
SECOND_LOOK = timedelta(minutes=2)  # longer than any command is under way
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
    if not _settle_batch(decision, now, after, cases, again=False):
        return
    follow_features(change_of(decision), now)
    decision.settled_at = now
    record(CALENDAR, "calendar.settled", SYSTEM, now, change=decision.id, name=decision.name, moved=decision.moved)


def queue_second_look(decision: CalendarChange, now: datetime) -> None:
    """Have all of it looked at once more in a while.

    A command that was under way when the decision was made may have opened work by the calendar of before. What has
    followed already does not move again.
    """
    _queue(decision, 0, (), now, again=True, due_at=now + SECOND_LOOK)


def _settle_batch(decision: CalendarChange, now: datetime, after: int, cases: Sequence[int], *, again: bool) -> bool:
    """Move the deadlines of the next cases and queue the rest; return whether there is none."""
    change = change_of(decision)
    because = Because(decision.id, decision.source, is_withdrawn=not decision.stands)
    listed = list(cases) or next_cases(change, after, LISTED)
    batch, rest = listed[:BATCH], listed[BATCH:]
    decision.moved += follow_cases(batch, change, because, now)
    if rest or cases or len(listed) == LISTED:  # only a search that finds no more than this batch was the last
        _queue(decision, batch[-1], rest, now, again=again)
        return False
    return True


def _queue(
    decision: CalendarChange,
    after: int,
    cases: Sequence[int],
    now: datetime,
    *,
    again: bool = False,
    due_at: datetime | None = None,
) -> None:
    act = _act(decision)
    jobs.enqueue(
        kind=SETTLE_JOB,
        subject=f"{decision.id}:{act}:{'again:' if again else ''}{after}",
        due_at=due_at or decision.withdrawn_at or decision.entered_at,
        payload={"change_id": decision.id, "act": act, "after": after, "cases": list(cases), "again": again},
        now=now,
    )


def _act(decision: CalendarChange) -> str:
    return "entered" if decision.stands else "withdrawn"


@jobs.job(SETTLE_JOB)
def settle_batch(call: jobs.JobCall) -> None:
    """Let the next two hundred cases follow a decision about days.

    Needs: payload `change_id`, `act` (entered, withdrawn), `after` (the last case that was looked at), `cases` (the
    next ones, if known), `again` (whether it is the second look).
    Sets: dates of cases and tasks, timers, the timeline; the job of the next batch, or that all is done.
    Errors: any error fails the batch, which is tried again.
    """
    given = call.payload
    decision = db.session.get_one(CalendarChange, given["change_id"], with_for_update=True)
    if given["again"]:
        if given["act"] == _act(decision):  # else what is looked for again no longer holds
            _settle_batch(decision, call.now, given["after"], given["cases"], again=True)
    else:
        settle(decision, call.now, after=given["after"], cases=given["cases"])
