"""The digest: one letter a person a day about all that is overdue, due or near."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import Select, exists, func, or_, select, update

from app.cases.access import not_hidden, workable_tasks
from app.cases.models import Case, TaskStatus, UserTask
from app.clock import end_of_day, local_date
from app.deadlines.calendar import WorkingCalendar
from app.deadlines.wording import SOON, Nearness
from app.extensions import db
from app.notifications.letters import Letter, Postponed, Withheld
from app.notifications.models import Reminder
from app.notifications.notices import Action, Line, Notice, Section, because, line, link
from app.notifications.office_hours import is_office_time, next_office_time
from app.notifications.planning import DIGEST
from app.notifications.recipients import Work, recipients_of
from app.notifications.rendering import render
from app.notifications.wording import full_day, short_day
from app.organisation.calendar import office_calendar
from app.organisation.identity import actor_for
from app.organisation.models import User
from app.timeline.outbox_models import MessageStatus, OutboxMessage

AT_MOST = 2_000  # tasks looked at for one letter
SHOWN = 20  # lines under one heading
_SATURDAY = 5


@dataclass(frozen=True)
class Mine:
    """A task that needs the person's attention, as the letter shows it."""

    task: UserTask
    line: Line


def daily_digest(message: OutboxMessage, user: User, now: datetime) -> Letter | Withheld | Postponed:
    """Write the day's letter from what is open now; what was filed since planning is left out."""
    calendar = office_calendar()
    if not is_office_time(now, calendar):
        return Postponed(next_office_time(now, calendar))
    if _has_newer(message):
        return Withheld("a newer digest takes its place")
    wanted = set(db.session.scalars(select(Reminder.task_id).where(Reminder.message_key == message.key)))
    mine = _attention(user, wanted, local_date(now), calendar)
    kept = {item.task.id for item in mine} & wanted
    _leave_out(message.key, wanted - kept, now)
    if not kept:
        return Withheld("nothing left to remind of")
    return render(_notice(mine, user, local_date(now), calendar), user)


def _has_newer(message: OutboxMessage) -> bool:
    newer = exists().where(
        OutboxMessage.recipient_id == message.recipient_id,
        OutboxMessage.kind == DIGEST,
        OutboxMessage.status.in_([MessageStatus.queued, MessageStatus.sent]),
        OutboxMessage.id > message.id,
    )
    return bool(db.session.scalar(select(newer)))


def _attention(user: User, wanted: set[int], today: date, calendar: WorkingCalendar) -> list[Mine]:
    """Return the person's tasks that are overdue or near, and those the day's rungs speak of, by due date."""
    horizon = end_of_day(calendar.add_working_days(today, SOON))
    near = _open_to(user).where(
        or_(UserTask.due_order <= horizon, UserTask.remind_by <= horizon, UserTask.id.in_(wanted)),
        UserTask.paused_at.is_(None),
        or_(UserTask.reminders.is_(None), UserTask.reminders != "none"),
    )
    rows = db.session.execute(near.order_by(UserTask.due_order, UserTask.id).limit(AT_MOST)).all()
    whose = recipients_of([Work.of(task, case) for task, case in rows])
    return [
        Mine(task, line(task, case, today, calendar))
        for task, case in rows
        if user.id in {person.id for person in whose[task.id]}
    ]


def _open_to(user: User) -> Select[UserTask, Case]:
    actor = actor_for(user)
    return (
        select(UserTask, Case)
        .join(Case, Case.id == UserTask.case_id)
        .where(UserTask.status == TaskStatus.open, workable_tasks(actor), not_hidden(actor))
    )


def _leave_out(message_key: str, task_ids: set[int], now: datetime) -> None:
    if task_ids:
        db.session.execute(
            update(Reminder)
            .where(Reminder.message_key == message_key, Reminder.task_id.in_(task_ids))
            .values(left_out_at=now)
        )


def _notice(mine: Sequence[Mine], user: User, today: date, calendar: WorkingCalendar) -> Notice:
    first, lines = mine[0].task, [item.line for item in mine]
    late = [line for line in lines if line.standing.nearness is Nearness.overdue]
    due = [line for line in lines if line.standing.nearness is Nearness.today]
    ahead = [line for line in lines if line not in late and line not in due]
    summary = _summary(len(late), _due_today(len(due)) if due else "", len(ahead))
    to_do = _summary(len(late), _to_finish(len(due)) if due else "", len(ahead))
    return Notice(
        subject=f"{summary} – Tiến Độ, {short_day(today)}",
        heading=_("Today: %(summary)s", summary=to_do),
        intro=[" ".join([_intro(len(lines), today), *_holidays(ahead, today, calendar)])],
        sections=[section for section in (_late(late), _due(due), _ahead(ahead)) if section.lines],
        because=" ".join([because(first.role, first.agency), _("There is at most one digest each working day.")]),
        action=_all_mine(user),
    )


def _summary(late: int, due: str, ahead: int) -> str:
    overdue = ngettext("%(num)d task overdue", "%(num)d tasks overdue", late) if late else ""
    soon = ngettext("%(num)d task due soon", "%(num)d tasks due soon", ahead)
    return ", ".join(part for part in (overdue, due) if part) or soon


def _due_today(count: int) -> str:
    return ngettext("%(num)d task due today", "%(num)d tasks due today", count)


def _to_finish(count: int) -> str:
    return ngettext("%(num)d task to finish", "%(num)d tasks to finish", count)


def _all_mine(user: User) -> Action:
    count = db.session.scalar(select(func.count()).select_from(_open_to(user).subquery())) or 0
    label = ngettext("See all %(num)d of my tasks", "See all %(num)d of my tasks", count)
    return Action(label, link("/tasks"))


def _intro(count: int, today: date) -> str:
    return ngettext(
        "You have %(num)d task that needs attention as of %(day)s.",
        "You have %(num)d tasks that need attention as of %(day)s.",
        count,
        day=full_day(today, within=True),
    )


def _holidays(ahead: Sequence[Line], today: date, calendar: WorkingCalendar) -> list[str]:
    """Name the holidays before the last day the letter speaks of; weekends go without saying."""
    last = max((line.standing.day for line in ahead if line.standing.day), default=today)
    days = [day for day in calendar.days_off_between(today, last) if day.weekday() < _SATURDAY]
    return [_("%(day)s is a holiday.", day=_capital(short_day(day))) for day in days]


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _late(lines: Sequence[Line]) -> Section:
    return _section(ngettext("Overdue: %(num)d task", "Overdue: %(num)d tasks", len(lines)), "late", lines)


def _due(lines: Sequence[Line]) -> Section:
    return _section(ngettext("Today: %(num)d task", "Today: %(num)d tasks", len(lines)), "soon", lines)


def _ahead(lines: Sequence[Line]) -> Section:
    last = max((line.standing.day for line in lines if line.standing.day), default=None)
    title = ngettext(
        "Until the end of %(day)s: %(num)d task",
        "Until the end of %(day)s: %(num)d tasks",
        len(lines),
        day=short_day(last) if last else "",
    )
    return _section(title, "info", lines)


def _section(title: str, tone: str, lines: Sequence[Line]) -> Section:
    return Section(title, tone, lines[:SHOWN], left_out=max(0, len(lines) - SHOWN))
