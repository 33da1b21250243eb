"""The reminders that were recorded, a page at a time, as coordinators read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.cases.access import not_hidden
from app.cases.models import Case, UserTask
from app.extensions import db
from app.notifications.models import Reminder
from app.notifications.sentences import step_of
from app.notifications.why.fates import fate_of, messages_of
from app.organisation.models import Agency, User
from app.organisation.roles import Actor

A_PAGE = 50


@dataclass(frozen=True)
class Recorded:
    """One reminder of the list, in words."""

    reminder: Reminder
    task: UserTask
    agency: Agency | None
    who: str
    instead_of: str
    step: str
    fate: str


def recorded(
    actor: Actor, *, day: date | None = None, agency_id: int | None = None, after: int | None = None
) -> tuple[Sequence[Recorded], int | None]:
    """Return a page of reminders, newest first, and the key the next one starts behind."""
    away = aliased(User)
    query = (
        select(Reminder, UserTask, Agency, User.name, away.name)
        .join(UserTask, UserTask.id == Reminder.task_id)
        .join(Case, Case.id == Reminder.case_id)
        .outerjoin(Agency, Agency.id == Reminder.agency_id)
        .outerjoin(User, User.id == Reminder.recipient_id)
        .outerjoin(away, away.id == Reminder.instead_of_id)
        .where(not_hidden(actor))
    )
    if day is not None:
        query = query.where(Reminder.day == day)
    if agency_id is not None:
        query = query.where(Reminder.agency_id == agency_id)
    if after is not None:
        query = query.where(Reminder.id < after)
    rows = db.session.execute(query.order_by(Reminder.id.desc()).limit(A_PAGE + 1)).all()
    shown = rows[:A_PAGE]
    messages = messages_of({row[0].message_key for row in shown if row[0].message_key})
    return [
        Recorded(
            reminder=reminder,
            task=task,
            agency=agency,
            who=who or "–",
            instead_of=instead_of or "",
            step=step_of(reminder.rung),
            fate=fate_of(reminder, messages.get(reminder.message_key or ""), who=who or ""),
        )
        for reminder, task, agency, who, instead_of in shown
    ], (shown[-1][0].id if len(rows) > A_PAGE else None)
