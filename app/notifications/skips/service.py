"""Leave an agency alone in the wave of one day, and take that back while nothing has gone."""

from datetime import date, datetime

from sqlalchemy import delete, select, update

from app.errors import Conflict
from app.extensions import db
from app.notifications.circumstances import circumstances_on
from app.notifications.deciding import decide
from app.notifications.duties import duties_of
from app.notifications.models import Reminder
from app.notifications.outcomes import Outcome
from app.notifications.planning import keep
from app.notifications.sentences import BY_HAND
from app.notifications.skips.models import ReminderSkip
from app.notifications.waves.timing import is_gone
from app.organisation.records import locked_agency, of_agency, own_id
from app.organisation.roles import Actor
from app.timeline.log import record


class WaveIsGone(Conflict):
    """The letters of that day have left, or may have."""

    slug = "wave-is-gone"
    message = "The reminders of %(day)s have gone out. Nothing about them can be changed."


def skip_once(agency_id: int, day: date, reason: str, actor: Actor, now: datetime) -> None:
    """Have the agency get no reminder in the wave of `day`; the steps of that day are not made up for.

    Doing so twice changes nothing. Raises WaveIsGone and AgencyNotFound.
    """
    agency = locked_agency(agency_id)
    _require_waiting(day, now)
    if _skip_of(agency_id, day) is not None:
        return
    skip = ReminderSkip(agency_id=agency_id, day=day, reason=reason, skipped_by_id=own_id(actor), skipped_at=now)
    db.session.add(skip)
    db.session.execute(
        update(Reminder)
        .where(
            Reminder.agency_id == agency_id,
            Reminder.day == day,
            Reminder.outcome == Outcome.send,
            Reminder.rung != BY_HAND,  # what a person ordered is not the wave's
        )
        .values(outcome=Outcome.skipped, message_key=None)
    )
    record(of_agency(agency.id), "agency.skipped_once", actor, now, day=day, reason=reason)


def remind_after_all(agency_id: int, day: date, actor: Actor, now: datetime) -> None:
    """Take back that the agency is left alone. Raises WaveIsGone and AgencyNotFound."""
    agency = locked_agency(agency_id)
    _require_waiting(day, now)
    skip = _skip_of(agency_id, day)
    if skip is None:
        return
    db.session.delete(skip)
    db.session.flush()  # it must not count any more when the reminders are decided anew
    passed_over = db.session.scalars(
        delete(Reminder)
        .where(Reminder.agency_id == agency_id, Reminder.day == day, Reminder.outcome == Outcome.skipped)
        .returning(Reminder.task_id)
    ).all()
    if passed_over:
        keep(decide(duties_of(list(passed_over)), day, circumstances_on(day, now)), day, now)
    record(of_agency(agency.id), "agency.reminded_after_all", actor, now, day=day)


def _require_waiting(day: date, now: datetime) -> None:
    if is_gone(day, now):
        raise WaveIsGone(day=f"{day:%d/%m/%Y}")


def _skip_of(agency_id: int, day: date) -> ReminderSkip | None:
    return db.session.scalar(select(ReminderSkip).where(ReminderSkip.agency_id == agency_id, ReminderSkip.day == day))
