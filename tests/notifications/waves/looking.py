"""Days of the stories about waves, and short ways to look at what is foreseen and stored."""

from datetime import date

from sqlalchemy import select

from app.extensions import db
from app.notifications.models import Reminder
from app.notifications.waves.forecast import forecast
from app.notifications.waves.preview import preview
from tests.notifications.work import morning
from tests.support import units

DUE = date(2026, 11, 27)
TWO_BEFORE = date(2026, 11, 25)  # 24 November is a holiday
ONE_BEFORE = date(2026, 11, 26)
EARLY = morning(25, 7)  # before that day's reminders are planned


def seen(people, day=TWO_BEFORE, now=EARLY, **values):
    with units.reading():
        found = preview(people.coordinator.actor, day, now, **values)
        return found, [
            (
                wave.agency and wave.agency.name,
                [one.recipient_id for one in wave.sends],
                [one.outcome for one in wave.others],
            )
            for wave in found.agencies
        ]


def reminders() -> list[tuple[date, str, str, bool]]:
    with units.reading():
        rows = db.session.scalars(select(Reminder).order_by(Reminder.id))
        return [(one.day, one.rung, one.outcome.value, one.message_key is not None) for one in rows]


def ahead(people, now=EARLY):
    with units.reading():
        return {one.day: one for one in forecast(people.coordinator.actor, now)}
