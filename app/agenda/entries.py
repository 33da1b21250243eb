"""What stands on a person's calendar: their own work by the date that counts, and the rounds they follow."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, and_, or_, select

from app.cases.models import Case, TaskStatus, UserTask
from app.cases.standing import standing_of
from app.clock import end_of_day, local_date, start_of_day
from app.deadlines.calendar import WorkingCalendar
from app.deadlines.wording import Standing
from app.extensions import db
from app.organisation.roles import DEPARTMENT_ROLES, Actor, Role
from app.reports.models import Campaign, CampaignStatus
from app.tasks.queries import Box, in_box, tasks_with_people

AT_MOST = 1_000  # of a kind, in one look
# A date can count on another day than the limit as written: back to the last working day, on past the days off.
MARGIN = timedelta(days=21)
FOLLOWS_ROUNDS = (*DEPARTMENT_ROLES, Role.auditor)


class Kind(StrEnum):
    """What kind of thing stands on a day."""

    task = "task"
    round = "round"


@dataclass(frozen=True)
class Entry:
    """One thing on one day.

    `uid` never changes, `sequence` grows whenever the day does; of a confidential case no words are given away.
    """

    uid: str
    kind: Kind
    day: date
    title: str
    about: str
    path: str
    standing: Standing
    sequence: int
    changed_at: datetime
    is_over: bool = False


@dataclass(frozen=True)
class Span:
    """Days from `first` to `last`, both inclusive."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def entries_of(actor: Actor, span: Span, today: date, calendar: WorkingCalendar) -> list[Entry]:
    """Return what stands on the person's days, by day; open work alone."""
    near = UserTask.due_order.between(start_of_day(span.first - MARGIN), end_of_day(span.last + MARGIN))
    found = [_of_task(task, today, calendar) for task in _tasks(and_(in_box(actor, Box.mine), near))]
    return _by_day([*found, *_rounds(actor, span, today, calendar)], span)


def overdue_entries(actor: Actor, today: date, calendar: WorkingCalendar) -> list[Entry]:
    """Return the person's overdue work, the oldest first, whatever month it belongs to."""
    late = UserTask.overdue_after < start_of_day(today)
    return [_of_task(task, today, calendar) for task in _tasks(and_(in_box(actor, Box.mine), late))]


def ended_entries(actor: Actor, since: datetime, today: date, calendar: WorkingCalendar) -> list[Entry]:
    """Return the dated work the person had that was done or taken away since: a calendar must forget it."""
    gone = and_(
        UserTask.assignee_id == actor.id,
        UserTask.status != TaskStatus.open,
        UserTask.closed_at >= since,
        UserTask.due_at.is_not(None),
    )
    return [_of_task(task, today, calendar, is_over=True) for task in _tasks(gone)]


def _tasks(condition: ColumnElement[bool]) -> Sequence[UserTask]:
    query = tasks_with_people().where(condition).order_by(UserTask.due_order, UserTask.id).limit(AT_MOST)
    return db.session.scalars(query).all()


def _of_task(task: UserTask, today: date, calendar: WorkingCalendar, *, is_over: bool = False) -> Entry:
    stands = standing_of(task, today, calendar)
    hidden = task.case.is_confidential
    first = local_date(task.remind_by) if task.remind_by else None
    day = stands.day or today
    return Entry(
        uid=f"task-{task.id}",
        kind=Kind.task,
        day=day,
        title=_("Work in a restricted case") if hidden else task.name,
        about="" if hidden else task.case.title,
        path=f"/cases/{task.case_id}" if is_over else f"/tasks/{task.id}",
        standing=stands,
        # Past the day to remind by, the last lawful day counts: the day moves without the row having changed.
        sequence=2 * task.version + (day != first),
        changed_at=_changed_at(task, day, first),
        is_over=is_over,
    )


def _changed_at(task: UserTask, day: date, first: date | None) -> datetime:
    known = [task.opened_at, task.claimed_at, task.moved_at, task.case.moved_at, task.paused_at, task.closed_at]
    flipped = start_of_day(first + timedelta(days=1)) if first is not None and day != first else None
    return max(moment for moment in (*known, flipped) if moment is not None)


def _rounds(actor: Actor, span: Span, today: date, calendar: WorkingCalendar) -> Iterator[Entry]:
    if not actor.has(*FOLLOWS_ROUNDS):
        return
    near = Campaign.due_at.between(start_of_day(span.first - MARGIN), end_of_day(span.last + MARGIN))
    running = or_(Campaign.status == CampaignStatus.opening, Campaign.status == CampaignStatus.open)
    query = select(Campaign, Case).outerjoin(Case, Case.id == Campaign.case_id).where(near, running)
    for campaign, case in db.session.execute(query.order_by(Campaign.due_at).limit(AT_MOST)):
        stands = standing_of(campaign, today, calendar)
        first = local_date(campaign.remind_by)
        version = case.version if case else 1
        yield Entry(
            uid=f"round-{campaign.id}",
            kind=Kind.round,
            day=stands.day or first,
            title=campaign.title,
            about=_("Deadline of the reporting round"),
            path=f"/campaigns/{campaign.id}",
            standing=stands,
            sequence=2 * version + (stands.day != first),
            changed_at=max(one for one in (campaign.frozen_at, campaign.opened_at, case and case.moved_at) if one),
        )


def _by_day(found: Sequence[Entry], span: Span) -> list[Entry]:
    return sorted((entry for entry in found if entry.day in span), key=lambda entry: (entry.day, entry.uid))
