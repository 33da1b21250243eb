"""Mails about a case that wait to be sent, above what its timeline tells of those that ended."""

from collections.abc import Sequence

from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy import and_, or_, select

from app.cases.models import UserTask
from app.extensions import db
from app.notifications.models import Reminder
from app.organisation.models import User
from app.timeline.outbox_models import MessageStatus, OutboxMessage
from app.timeline.wording import SOMEBODY, Line, moment_of

AT_MOST = 20


def waiting_mails(case_id: int, shows_people: bool) -> Sequence[Line]:
    """Return a line for each planned reminder of the case, and each mail about it that could not leave at once.

    The one that leaves first stands at the bottom.
    """
    planned = (
        select(Reminder.message_key)
        .join(UserTask, UserTask.id == Reminder.task_id)
        .where(UserTask.case_id == case_id, Reminder.recorded_at.is_(None), Reminder.left_out_at.is_(None))
        .distinct()
    )
    keys = [key for key in db.session.scalars(planned) if key]
    rows = db.session.execute(
        select(OutboxMessage.first_queued_at, OutboxMessage.next_attempt_at, User.name)
        .outerjoin(User, User.id == OutboxMessage.recipient_id)
        .where(
            OutboxMessage.status == MessageStatus.queued,
            or_(and_(OutboxMessage.case_id == case_id, OutboxMessage.attempts > 0), OutboxMessage.key.in_(keys)),
        )
        .order_by(OutboxMessage.next_attempt_at.desc(), OutboxMessage.id.desc())
        .limit(AT_MOST)
    )
    return [
        Line(
            "clock",
            Markup("{}").format(
                _(
                    "A mail to %(to)s waits: queued %(queued)s, leaves from %(due)s on.",
                    to=(name or "–") if shows_people else SOMEBODY,
                    queued=moment_of(queued.isoformat()),
                    due=moment_of(due.isoformat()),
                )
            ),
            due,
        )
        for queued, due, name in rows
    ]
