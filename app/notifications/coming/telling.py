"""Tell coordinators what is to be begun: each thing once when it is time, and once when it is late."""

from datetime import datetime

from sqlalchemy import select

from app.clock import LOCAL, local_date
from app.extensions import db
from app.notifications.coming.beginnings import beginnings_on
from app.notifications.office_hours import OPENS
from app.organisation.models import RoleGrant, User
from app.organisation.roles import Role
from app.timeline.outbox import Message, enqueue_all

COMING = "to_begin"  # the kind, and the template


def tell_coordinators(now: datetime) -> int:
    """Queue a message to each coordinator for each thing they were not told of; return how many there are.

    Those of one morning make one mail: the first to be sent speaks of all, the others are withheld.
    """
    today = local_date(now)
    found = beginnings_on(today)
    if not found:
        return 0
    people = db.session.execute(
        select(User.id, User.email)
        .join(RoleGrant, RoleGrant.user_id == User.id)
        .where(RoleGrant.role == Role.coordinator, User.disabled_at.is_(None))
        .order_by(User.id)
    ).all()
    opens = datetime.combine(today, OPENS, LOCAL)
    messages = [
        Message(key_of(one.key, user_id), COMING, user_id, address, template=COMING, send_after=opens)
        for user_id, address in people
        for one in found
    ]
    return enqueue_all(messages, now)


def key_of(key: str, user_id: int) -> str:
    """Return the key by which a person is told of this once."""
    return f"{COMING}:{key}:{user_id}"
