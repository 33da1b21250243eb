"""Read what belongs to one account."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from app.extensions import db
from app.organisation.models import UserSession
from app.organisation.sessions import Lifetime


def own_sessions(user_id: int, lifetime: Lifetime, now: datetime) -> Sequence[UserSession]:
    """Return the user's living sessions, the one used last first."""
    return db.session.scalars(
        select(UserSession)
        .where(
            UserSession.user_id == user_id,
            UserSession.expires_at > now,
            UserSession.last_seen_at > now - lifetime.idle,
        )
        .order_by(UserSession.last_seen_at.desc(), UserSession.id.desc())
    ).all()
