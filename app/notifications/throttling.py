"""MAIL_PER_MINUTE: how many mails all senders together may hand over in one minute of the clock.

The count is one row that whoever sends raises in the unit of work that claims the mail: two senders cannot both take
the last turn, and one that is restarted goes on where it stopped.
"""

from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy import and_, case, or_
from sqlalchemy.dialects import postgresql, sqlite

from app.extensions import db
from app.timeline.outbox_models import MailMinute

_ONLY_ROW = 1


class MinuteUsedUp(Exception):
    """No more mails may go out in this minute; the next one is a new one."""


def take_turn(now: datetime) -> None:
    """Take one of this minute's turns; raise MinuteUsedUp. Whoever is rolled back gives it back."""
    limit: int = current_app.config["MAIL_PER_MINUTE"]
    if limit <= 0:
        return
    minute = now.replace(second=0, microsecond=0)
    if db.session.connection().execute(_one_more(minute, limit)).first() is None:
        raise MinuteUsedUp


def _one_more(minute: datetime, limit: int) -> Any:
    """Return the statement that counts one mail more, and returns nothing where the minute has no turn left."""
    is_postgresql = db.session.get_bind().dialect.name == "postgresql"
    counted = MailMinute.__table__.c
    first = (postgresql if is_postgresql else sqlite).insert(MailMinute.__table__)
    first = first.values(id=_ONLY_ROW, minute=minute, taken=1)
    same_minute = counted.minute == first.excluded.minute
    return first.on_conflict_do_update(
        index_elements=["id"],
        set_={"minute": first.excluded.minute, "taken": case((same_minute, counted.taken + 1), else_=1)},
        where=or_(counted.minute < first.excluded.minute, and_(same_minute, counted.taken < limit)),
    ).returning(counted.taken)
