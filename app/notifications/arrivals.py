"""The letters about work that has arrived."""

from datetime import datetime, timedelta

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import Select, func, select, update

from app.cases.access import not_hidden, workable_tasks
from app.cases.models import Case, TaskStatus, UserTask
from app.clock import local_date
from app.extensions import db
from app.notifications.events import SHARED
from app.notifications.letters import Letter, Postponed, Withheld
from app.notifications.notices import Notice, Section, because, line, link, tone, why_this_date
from app.notifications.recipients import Work, recipients_of
from app.notifications.rendering import render
from app.organisation.calendar import office_calendar
from app.organisation.identity import actor_for
from app.organisation.models import User
from app.organisation.roles import Role
from app.timeline.outbox_models import MessageStatus, OutboxMessage

SHOWN = 10
AN_HOUR = timedelta(hours=1)
PER_HOUR = 5  # letters about shared work, before what arrives is gathered


def one_task(message: OutboxMessage, user: User, now: datetime) -> Letter | Withheld:
    """Write the letter about one task, if it is still open and still this person's."""
    task = db.session.get(UserTask, message.task_id, populate_existing=True)
    if task is None or task.status is not TaskStatus.open:
        return Withheld("the task is closed")
    if user.id not in {person.id for person in recipients_of([Work.of(task, task.case)], local_date(now))[task.id]}:
        return Withheld("the task is no longer this person's")
    shown = line(task, task.case, local_date(now), office_calendar())
    title = _("New task: %(name)s", name=shown.name)
    section = Section("", tone(shown.standing.nearness), [shown])
    why = link(f"/reminders/why/tasks/{task.id}")
    notice = Notice(
        title,
        title,
        [_("A task has reached you:")],
        [section],
        because(task.role, task.agency),
        further=why_this_date(task),
        why=why,
    )
    return render(notice, user)


def shared_work(message: OutboxMessage, user: User, now: datetime) -> Letter | Withheld | Postponed:
    """Write the letter about work that waits for anybody of the person's role.

    The first letters of an hour go out at once; from then on what arrives is gathered into one, so that a reporting
    round does not bury those who check the reports.
    """
    task = db.session.get(UserTask, message.task_id, populate_existing=True)
    if task is None or task.role is None or task.status is not TaskStatus.open or task.assignee_id is not None:
        return Withheld("the task is taken or closed")
    if user.id not in {person.id for person in recipients_of([Work.of(task, task.case)], local_date(now))[task.id]}:
        return Withheld("the task is not this person's to take")
    recent = _sent_since(user, now - AN_HOUR)
    if len(recent) >= PER_HOUR:
        return Postponed(recent[-PER_HOUR] + AN_HOUR)
    _gather(message, user, now)
    return _waiting_letter(user, task.role, now)


def _sent_since(user: User, since: datetime) -> list[datetime]:
    sent = (
        select(OutboxMessage.sent_at)
        .where(
            OutboxMessage.recipient_id == user.id,
            OutboxMessage.kind == SHARED,
            OutboxMessage.status == MessageStatus.sent,
            OutboxMessage.sent_at > since,
        )
        .order_by(OutboxMessage.sent_at)
    )
    return [at for at in db.session.scalars(sent) if at is not None]


def _gather(message: OutboxMessage, user: User, now: datetime) -> None:
    """Withhold the person's other letters of the kind: this one speaks of all the work that waits."""
    db.session.execute(
        update(OutboxMessage)
        .where(
            OutboxMessage.recipient_id == user.id,
            OutboxMessage.kind == SHARED,
            OutboxMessage.status == MessageStatus.queued,
            OutboxMessage.leased_until.is_(None),
            OutboxMessage.first_queued_at <= now,
            OutboxMessage.id != message.id,
        )
        .values(status=MessageStatus.withheld, ended_at=now, last_error=f"gathered into message {message.id}")
    )


def _waiting_letter(user: User, role: Role, now: datetime) -> Letter:
    waiting = _waiting(user, role)
    total = db.session.scalar(select(func.count()).select_from(waiting.subquery())) or 0
    today, calendar = local_date(now), office_calendar()
    newest = waiting.order_by(UserTask.opened_at.desc(), UserTask.id.desc()).limit(SHOWN)
    lines = [line(task, case, today, calendar) for task, case in db.session.execute(newest)]
    title = ngettext("%(num)d task waits to be taken on", "%(num)d tasks wait to be taken on", total)
    section = Section("", "info", lines, left_out=total - len(lines))
    return render(
        Notice(title, title, [_("Whoever opens one first takes it on.")], [section], because(role, None)), user
    )


def _waiting(user: User, role: Role) -> Select[UserTask, Case]:
    actor = actor_for(user)
    return (
        select(UserTask, Case)
        .join(Case, Case.id == UserTask.case_id)
        .where(
            UserTask.status == TaskStatus.open,
            UserTask.assignee_id.is_(None),
            UserTask.role == role,
            workable_tasks(actor),
            not_hidden(actor),
        )
    )
