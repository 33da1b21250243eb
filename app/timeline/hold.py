"""A copy restored from a backup must not write to people: it holds everything back until somebody releases it."""

from datetime import datetime

from sqlalchemy import delete, select

from app.extensions import db
from app.timeline.models import Hold

SENDING = "sending"


def sending_is_held() -> bool:
    """Whether nothing may be sent and no due work done; asked before each round, inside a unit of work."""
    return db.session.scalar(select(Hold.what).where(Hold.what == SENDING)) is not None


def hold_sending(reason: str, now: datetime) -> None:
    """Hold everything back from now on; doing it again changes nothing."""
    if not sending_is_held():
        db.session.add(Hold(what=SENDING, reason=reason, since=now))


def release_sending() -> bool:
    """Let the system send again; return whether it was held."""
    return db.session.connection().execute(delete(Hold).where(Hold.what == SENDING)).rowcount > 0
