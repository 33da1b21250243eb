"""The letters about work that has arrived."""

from datetime import datetime

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import func, select

from app.cases.access import not_hidden, workable_tasks
from app.cases.models import Case, TaskStatus, UserTask
from app.clock import local_date
from app.extensions import db
from app.notifications.letters import Letter, Withheld
from app.notifications.notices import Notice, Section, because, line, tone
from app.notifications.recipients import Work, recipients_of
from app.notifications.rendering import render
from app.organisation.calendar import office_calendar
from app.organisation.identity import actor_for
from app.organisation.models import User
from app.timeline.outbox_models import OutboxMessage

SHOWN = 10


def one_task(message: OutboxMessage, user: User, now: datetime) -> Letter | Withheld:
    """Write the letter about one task, if it is still open and still this person's."""
    task = db.session.get(UserTask, message.task_id, populate_existing=True)
    if task is None or task.status is not TaskStatus.open:
        return Withheld("the task is closed")
    work = Work.of(task, task.case)
    if user.id not in {person.id for person in recipients_of([work])[task.id]}:
        return Withheld("the task is no longer this person's")
    shown = line(task, task.case, local_date(now), office_calendar())
    title = _("New task: %(name)s", name=shown.name)
    section = Section("", tone(shown.standing.nearness), [shown])
    intro = [_("A task has reached you:")]
    return render(Notice(title, title, intro, [section], because(task.role, task.agency)), user)


def shared_work(message: OutboxMessage, user: User, now: datetime) -> Letter | Withheld:
    """Write the letter about work that waits for anybody of the person's role."""
    actor = actor_for(user)
    task = db.session.get(UserTask, message.task_id)
    waiting = (
        select(UserTask, Case)
        .join(Case, Case.id == UserTask.case_id)
        .where(
            UserTask.status == TaskStatus.open,
            UserTask.assignee_id.is_(None),
            UserTask.role == (task.role if task else None),
            workable_tasks(actor),
            not_hidden(actor),
        )
    )
    total = db.session.scalar(select(func.count()).select_from(waiting.subquery())) or 0
    if not total or task is None:
        return Withheld("nothing waits any more")
    rows = db.session.execute(waiting.order_by(UserTask.opened_at.desc(), UserTask.id.desc()).limit(SHOWN))
    today, calendar = local_date(now), office_calendar()
    lines = [line(task, case, today, calendar) for task, case in rows]
    title = ngettext("%(num)d task waits to be taken on", "%(num)d tasks wait to be taken on", total)
    intro = [_("Whoever opens one first takes it on. Further work is announced once an hour at most.")]
    section = Section("", "info", lines, left_out=total - len(lines))
    return render(Notice(title, title, intro, [section], because(task.role, None)), user)
