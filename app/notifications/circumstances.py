"""What else decides about a day's reminders: agencies left out for once, people whose mail comes back."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import select

from app.extensions import db
from app.notifications.bounces.queries import unreachable
from app.notifications.skips.models import ReminderSkip


@dataclass(frozen=True)
class Circumstances:
    """Circumstances of one day; absences are read with the people."""

    skipped: Mapping[int, int] = field(default_factory=dict)  # agency left out for once → the user who did
    unreachable: Collection[int] = ()  # users whose address bounces
    promised: Mapping[str, date] = field(default_factory=dict)  # keys to take as sent already, for days ahead


PLAIN = Circumstances()


def circumstances_on(day: date, now: datetime) -> Circumstances:
    """Read the circumstances of `day`, as known at `now`."""
    skipped = select(ReminderSkip.agency_id, ReminderSkip.skipped_by_id).where(ReminderSkip.day == day)
    return Circumstances(
        skipped={row.agency_id: row.skipped_by_id for row in db.session.connection().execute(skipped)},
        unreachable=unreachable(now),
    )
