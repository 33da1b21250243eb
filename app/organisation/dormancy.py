"""Accounts that nobody uses are put to sleep and woken by a link (TCVN 14423:2026: after 45 days)."""

from datetime import datetime, timedelta

from app.organisation.models import User

DORMANT_AFTER = timedelta(days=45)


def is_dormant(user: User, now: datetime) -> bool:
    """Whether nobody has signed in to the account, nor chosen its password, for 45 days."""
    used = [instant for instant in (user.last_signed_in_at, user.password_set_at) if instant is not None]
    return bool(used) and now - max(used) > DORMANT_AFTER
