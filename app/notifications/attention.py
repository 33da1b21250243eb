"""What of a person's own work needs attention: overdue, due, near, or on a rung of the day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import ngettext
from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from app.cases.access import not_hidden, workable_tasks
from app.cases.models import Case, TaskStatus, UserTask
from app.clock import end_of_day
from app.deadlines.calendar import WorkingCalendar
from app.deadlines.ladders import Channel, Target
from app.deadlines.wording import SOON, Nearness
from app.extensions import db
from app.notifications.models import Reminder
from app.notifications.notices import Line, Section, line
from app.notifications.recipients import Work, read_roster
from app.notifications.skips.models import ReminderSkip
from app.notifications.wording import short_day
from app.organisation.roles import Actor

OWN = (Target.assignee, Target.seat, Target.deputy)
AT_MOST = 2_000  # tasks looked at for one letter
SHOWN = 20  # lines under one heading


@dataclass(frozen=True)
class Mine:
    """A task that needs the person's attention, as the letter shows it."""

    task: UserTask
    line: Line
    is_wanted: bool  # one of the day's reminders, which the letter goes out for
    instead_of: int | None = None  # the person who is away


def needing_attention(actor: Actor, message_key: str, today: date, calendar: WorkingCalendar) -> list[Mine]:
    """Return the person's tasks that are overdue or near, and those the message was planned for, by due date."""
    horizon = end_of_day(calendar.add_working_days(today, SOON))
    planned = and_(Reminder.message_key == message_key, Reminder.task_id == UserTask.id, Reminder.by != Channel.letter)
    near = (
        open_to(actor)
        .outerjoin(Reminder, planned)
        .add_columns(Reminder.target)
        .where(
            or_(UserTask.due_order <= horizon, UserTask.remind_by <= horizon, Reminder.id.is_not(None)),
            UserTask.paused_at.is_(None),
            or_(UserTask.reminders.is_(None), UserTask.reminders != "none", Reminder.id.is_not(None)),
            not_skipped(today),
        )
    )
    rows = db.session.execute(near.order_by(UserTask.due_order, UserTask.id).limit(AT_MOST)).all()
    roster = read_roster([Work.of(task, case) for task, case, _ in rows], today, targets=OWN)
    mine = []
    for task, case, target in rows:
        for found in roster.find(Work.of(task, case), target or Target.assignee):
            if found.hindrance is None and found.person and found.person.id == actor.id:
                shown = line(task, case, today, calendar)
                mine.append(Mine(task, shown, target is not None, found.instead_of))
    return mine


def open_to(actor: Actor) -> Select[UserTask, Case]:
    """Select the open tasks that the person may work on."""
    return (
        select(UserTask, Case)
        .join(Case, Case.id == UserTask.case_id)
        .where(UserTask.status == TaskStatus.open, workable_tasks(actor), not_hidden(actor))
    )


def count_open_to(actor: Actor) -> int:
    """Return how many open tasks the person may work on."""
    return db.session.scalar(select(func.count()).select_from(open_to(actor).subquery())) or 0


def not_skipped(day: date) -> ColumnElement[bool]:
    """Return the condition on `UserTask` that drops those of agencies left out of the day's wave."""
    skipped = select(ReminderSkip.agency_id).where(ReminderSkip.day == day)
    return or_(UserTask.agency_id.is_(None), UserTask.agency_id.not_in(skipped))


def sections(lines: Sequence[Line]) -> list[Section]:
    """Return the lines under their headings: overdue, today, ahead; a heading with nothing below it is left away."""
    late = [line for line in lines if line.standing.nearness is Nearness.overdue]
    due = [line for line in lines if line.standing.nearness is Nearness.today]
    ahead = [line for line in lines if line not in late and line not in due]
    return [section for section in (_late(late), _due(due), _ahead(ahead)) if section.lines]


def section(title: str, tone: str, lines: Sequence[Line]) -> Section:
    """Return a section of the first lines, which says how many more there are."""
    return Section(title, tone, lines[:SHOWN], left_out=max(0, len(lines) - SHOWN))


def _late(lines: Sequence[Line]) -> Section:
    return section(ngettext("Overdue: %(num)d task", "Overdue: %(num)d tasks", len(lines)), "late", lines)


def _due(lines: Sequence[Line]) -> Section:
    return section(ngettext("Today: %(num)d task", "Today: %(num)d tasks", len(lines)), "soon", lines)


def _ahead(lines: Sequence[Line]) -> Section:
    last = max((line.standing.day for line in lines if line.standing.day), default=None)
    title = ngettext(
        "Until the end of %(day)s: %(num)d task",
        "Until the end of %(day)s: %(num)d tasks",
        len(lines),
        day=short_day(last) if last else "",
    )
    return section(title, "info", lines)
