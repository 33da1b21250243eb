"""See a letter before its day: plan it and write it for real, and take everything back.

Nothing else than planning and composing themselves can say truthfully what a letter will look like.
"""

from collections.abc import Sequence
from datetime import date, datetime

from flask_babel import force_locale
from sqlalchemy import select, update

from app.cases.access import not_hidden
from app.cases.models import Case, TaskStatus, UserTask
from app.extensions import db
from app.notifications.composing import COMPOSERS
from app.notifications.letters import Letter
from app.notifications.outcomes import Decision
from app.notifications.planning import URGENT, digest_key, keep
from app.notifications.waves.timing import opens_at
from app.organisation.models import User
from app.organisation.roles import Actor
from app.timeline.outbox_models import OutboxMessage


def rehearse(user_id: int, decisions: Sequence[Decision], day: date, now: datetime, viewer: Actor) -> list[Letter]:
    """Return the letters that the decisions come to for one person, as of the moment when that day's leave.

    In a savepoint that is always rolled back; the caller discards its unit of work as well. Work of which the viewer
    may not know is closed in it first, so that no line and no count speaks of it.
    """
    user = db.session.get_one(User, user_id)
    with db.session.no_autoflush:
        savepoint = db.session.begin_nested()
        try:
            _hide_from(viewer)
            keep(decisions, day, now)
            return [letter for message in _messages(user_id, decisions, day) if (letter := _letter(message, user, day))]
        finally:
            savepoint.rollback()
            db.session.expire_all()


def _hide_from(viewer: Actor) -> None:
    hidden = select(Case.id).where(Case.is_confidential, ~not_hidden(viewer))
    db.session.execute(
        update(UserTask)
        .where(UserTask.case_id.in_(hidden), UserTask.status == TaskStatus.open)
        .values(status=TaskStatus.cancelled)
        .execution_options(synchronize_session=False)
    )


def _messages(user_id: int, decisions: Sequence[Decision], day: date) -> Sequence[OutboxMessage]:
    tasks = {decision.task_id for decision in decisions}
    mine = select(OutboxMessage).where(OutboxMessage.recipient_id == user_id)
    digest = OutboxMessage.key == digest_key(user_id, day)
    urgent = (OutboxMessage.kind == URGENT) & OutboxMessage.task_id.in_(tasks)
    return db.session.scalars(mine.where(digest | urgent).order_by(OutboxMessage.id)).all()


def _letter(message: OutboxMessage, user: User, day: date) -> Letter | None:
    if message.template is None:
        return None
    with force_locale(user.locale):
        outcome = COMPOSERS[message.template](message, user, opens_at(day))
    return outcome if isinstance(outcome, Letter) else None
