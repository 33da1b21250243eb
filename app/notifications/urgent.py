"""The urgent reminder: a letter of its own about one task, where its policy says so."""

from datetime import date, datetime

from flask_babel import gettext as _
from sqlalchemy import exists, select

from app.cases.models import Case, TaskStatus, UserTask
from app.clock import local_date
from app.extensions import db
from app.notifications.attention import OWN, not_skipped
from app.notifications.letters import Letter, Postponed, Withheld
from app.notifications.models import Reminder
from app.notifications.notices import Notice, Section, because, line, link, tone, why_this_date
from app.notifications.office_hours import is_office_time, next_office_time
from app.notifications.planning import URGENT
from app.notifications.recipients import Work, read_roster
from app.notifications.rendering import render
from app.notifications.watching import still_told
from app.notifications.wording import how_far
from app.organisation.calendar import office_calendar
from app.organisation.identity import actor_for
from app.organisation.models import User
from app.timeline.outbox_models import MessageStatus, OutboxMessage


def urgent_reminder(message: OutboxMessage, user: User, now: datetime) -> Letter | Withheld | Postponed:
    """Write the letter, in office hours, if the task is still open and the person is still to be told of it."""
    calendar, today = office_calendar(), local_date(now)
    if not is_office_time(now, calendar):
        return Postponed(next_office_time(now, calendar))
    reminder = db.session.scalars(select(Reminder).where(Reminder.message_key == message.key)).one()
    task = db.session.get_one(UserTask, reminder.task_id, populate_existing=True)
    why_not = _why_not(message, reminder, task, user, today)
    if why_not:
        reminder.left_out_at = now
        return Withheld(why_not)
    shown = line(task, task.case, today, calendar)
    title = _("Urgent: %(name)s, %(far)s", name=shown.name, far=how_far(shown.standing))
    is_own = reminder.target in OWN
    intro = _("This task is urgent:") if is_own else _("This task is not done in spite of reminders:")
    section = Section("", tone(shown.standing.nearness), [shown])
    why = link(f"/reminders/why/tasks/{task.id}")
    notice = Notice(
        title, title, [intro], [section], because(task.role, task.agency), further=why_this_date(task), why=why
    )
    return render(notice, user)


def _why_not(message: OutboxMessage, reminder: Reminder, task: UserTask, user: User, today: date) -> str | None:
    if task.status is not TaskStatus.open:
        return "the task is closed"
    if task.paused_at is not None:
        return "the task is paused"
    if _has_newer(message):
        return "a newer reminder takes its place"
    if not _is_told(reminder, task, user, today):
        return "the task is no longer this person's to be reminded of"
    return None


def _has_newer(message: OutboxMessage) -> bool:
    newer = exists().where(
        OutboxMessage.recipient_id == message.recipient_id,
        OutboxMessage.kind == URGENT,
        OutboxMessage.task_id == message.task_id,
        OutboxMessage.status.in_([MessageStatus.queued, MessageStatus.sent]),
        OutboxMessage.id > message.id,
    )
    return bool(db.session.scalar(select(newer)))


def _is_told(reminder: Reminder, task: UserTask, user: User, today: date) -> bool:
    if reminder.target not in OWN:
        told = (
            select(Reminder.id).join(UserTask, UserTask.id == Reminder.task_id).join(Case, Case.id == UserTask.case_id)
        )
        still = told.where(Reminder.id == reminder.id, still_told(actor_for(user), today))
        return db.session.scalar(still) is not None
    if db.session.scalar(select(UserTask.id).where(UserTask.id == task.id, not_skipped(today))) is None:
        return False
    work = Work.of(task, task.case)
    found = read_roster([work], today, targets=OWN).find(work, reminder.target)
    return any(one.hindrance is None and one.person is not None and one.person.id == user.id for one in found)
