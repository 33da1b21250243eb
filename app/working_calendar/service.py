"""Enter a decision about days, correct it, withdraw it; open deadlines follow."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from app.errors import Forbidden
from app.extensions import db
from app.organisation.models import CalendarChange, CalendarDay
from app.organisation.roles import Actor, Role
from app.timeline.log import record
from app.timeline.models import TimelineEntry
from app.working_calendar.errors import AlreadyWithdrawn, CalendarChangedMeanwhile, ChangeNotFound, StillSettling
from app.working_calendar.orders import Order
from app.working_calendar.settling import CALENDAR, queue_second_look, settle

KEEPERS = (Role.coordinator, Role.administrator)


def require_change(change_id: int) -> CalendarChange:
    """Return the decision; raise ChangeNotFound."""
    change = db.session.get(CalendarChange, change_id)
    if change is None:
        raise ChangeNotFound
    return change


def state_of_calendar() -> str:
    """Return a text that differs after every decision: what a preview was shown for."""
    newest = select(func.max(TimelineEntry.sequence)).where(
        TimelineEntry.subject_type == CALENDAR.type, TimelineEntry.subject_id == CALENDAR.id
    )
    return str(db.session.scalar(newest) or 0)


def enter(order: Order, *, actor: Actor, now: datetime, seen: str | None = None, to_move: int = 0) -> CalendarChange:
    """Let the days of `order` count from now on, and open deadlines follow; `seen` is the state that was previewed.

    Raises Forbidden, ChangeNotFound, AlreadyWithdrawn, CalendarChangedMeanwhile, StillSettling.
    """
    _require_possible(actor, seen)
    with _one_at_a_time(seen):
        replaced = _replaced(order, actor, now)
        change = CalendarChange(
            kind=order.kind,
            name=order.name,
            source=order.source,
            document_number=order.document_number,
            document_date=order.document_date,
            issuer=order.issuer,
            known_on=order.known_on,
            corrects_id=order.corrects_id,
            entered_at=now,
            entered_by_id=actor.id,
            to_move=to_move,
            days=[CalendarDay(day=day, works=works) for day, works, _, _ in order.rows],
        )
        db.session.add(change)
        db.session.flush()  # the timeline carries its key, and the days must be free
        _log("calendar.corrected" if replaced else "calendar.entered", change, actor, now)
    settle(change, now)
    queue_second_look(change, now)
    return change


def withdraw(
    change_id: int, reason: str, *, actor: Actor, now: datetime, seen: str | None = None, to_move: int = 0
) -> CalendarChange:
    """Let the days of a decision be what they were without it, and open deadlines follow; it stays readable.

    Raises Forbidden, ChangeNotFound, AlreadyWithdrawn, CalendarChangedMeanwhile, StillSettling.
    """
    _require_possible(actor, seen)
    change = require_change(change_id)
    with _one_at_a_time(seen):
        _withdraw(change, reason, actor, now)
        change.to_move, change.moved, change.settled_at = to_move, 0, None
        _log("calendar.withdrawn", change, actor, now, reason=reason)
    settle(change, now)
    queue_second_look(change, now)
    return change


def _require_possible(actor: Actor, seen: str | None) -> None:
    if not (actor.is_system or actor.has(*KEEPERS)):
        raise Forbidden
    if db.session.scalar(select(CalendarChange.id).where(CalendarChange.settled_at.is_(None)).limit(1)) is not None:
        raise StillSettling
    if seen is not None and seen != state_of_calendar():
        raise CalendarChangedMeanwhile


def _replaced(order: Order, actor: Actor, now: datetime) -> CalendarChange | None:
    if order.corrects_id is None:
        return None
    replaced = require_change(order.corrects_id)
    _withdraw(replaced, order.source, actor, now)
    db.session.flush()  # its days are free before the new ones are written
    return replaced


def _withdraw(change: CalendarChange, reason: str, actor: Actor, now: datetime) -> None:
    if not change.stands:
        raise AlreadyWithdrawn
    change.withdrawn_at, change.withdrawn_by_id, change.withdrawn_because = now, actor.id, reason
    for day in change.days:
        day.withdrawn_at = now


def _log(action: str, change: CalendarChange, actor: Actor, now: datetime, **more: Any) -> None:
    days = [{"day": row.day, "works": row.works} for row in change.days]
    about = {"change": change.id, "name": change.name, "days": days, "source": change.source}
    record(CALENDAR, action, actor, now, **about, known_on=change.known_on, **more)


@contextmanager
def _one_at_a_time(seen: str | None) -> Iterator[None]:
    """Turn meeting another decision, on the same days or in the same moment, into its own error."""
    try:
        yield
        db.session.flush()  # or a day that is taken would only be found out at the end
    except IntegrityError as met:
        raise CalendarChangedMeanwhile from met
    if seen is not None and state_of_calendar() != str(int(seen) + 1):
        raise CalendarChangedMeanwhile  # it was made between the look at `seen` and our own entry
