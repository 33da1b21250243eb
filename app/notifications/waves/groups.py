"""Open tasks by what decides about their ladders: policy and deadline. Counting them first spares reading them all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, select

from app.cases.access import not_hidden
from app.cases.models import Case, TaskStatus, UserTask
from app.clock import end_of_day, local_date, start_of_day
from app.deadlines.calendar import WorkingCalendar
from app.deadlines.ladders import Call, Rung, calls_of, rungs
from app.extensions import db
from app.notifications.duties import duties_of
from app.notifications.policies.book import Policy, assignments, policies_of, reach
from app.notifications.policies.models import Scope
from app.organisation.roles import Actor
from app.reports.models import Campaign, Submission


@dataclass(frozen=True)
class Group:
    """Open tasks of one agency that share policy and deadline, and so every step of their ladder."""

    agency_id: int | None
    policy: Policy
    remind_by: date
    overdue_after: date
    is_paused: bool
    count: int


def within_reach(first: date, last: date) -> list[ColumnElement[bool]]:
    """Return the conditions on open tasks of which a step can fall between two days (both inclusive)."""
    ahead, back = reach()
    return [
        UserTask.status == TaskStatus.open,
        UserTask.due_order >= start_of_day(first - timedelta(days=back)),
        UserTask.due_order <= end_of_day(last + timedelta(days=ahead)),
    ]


def read_groups(actor: Actor, first: date, last: date) -> list[Group]:
    """Return the groups of which a step can fall between two days, as far as the actor may know of their cases.

    A fixed number of queries; rows at most as many as agencies have different deadlines.
    """
    key = _key_columns()
    query = select(
        func.min(UserTask.id).label("sample"),
        *key,
        UserTask.agency_id,
        UserTask.remind_by,
        UserTask.overdue_after,
        UserTask.paused_at.is_not(None).label("paused"),
        func.count().label("count"),
    ).join(Case, Case.id == UserTask.case_id)
    if len(key) > _ALWAYS:
        query = query.outerjoin(Submission, Submission.case_id == Case.id)
        query = query.outerjoin(Campaign, Campaign.id == Submission.campaign_id)
    query = query.where(*within_reach(first, last), not_hidden(actor), UserTask.remind_by.is_not(None))
    grouped = query.group_by(
        *key, UserTask.agency_id, UserTask.remind_by, UserTask.overdue_after, UserTask.paused_at.is_not(None)
    )
    rows = db.session.connection().execute(grouped).all()
    return list(_groups(rows, len(key)))


class Steps:
    """The ladders of groups, each worked out once."""

    def __init__(self, calendar: WorkingCalendar) -> None:
        self._calendar = calendar
        self._known: dict[tuple[str, date, date], dict[date, list[Rung]]] = {}

    def calls(self, group: Group, day: date) -> list[Call]:
        """Return whom the group's steps of just this day speak to."""
        return [call for rung in self.on(group).get(day, ()) for call in calls_of(rung)]

    def on(self, group: Group) -> dict[date, list[Rung]]:
        """Return the group's steps by day."""
        wanted = group.policy.key, group.remind_by, group.overdue_after
        if wanted not in self._known:
            by_day: dict[date, list[Rung]] = {}
            for rung in rungs(group.policy.ladder, group.remind_by, group.overdue_after, self._calendar):
                by_day.setdefault(rung.day, []).append(rung)
            self._known[wanted] = by_day
        return self._known[wanted]


_ALWAYS = 3


def _key_columns() -> list[Any]:
    """Return the columns that decide about a task's policy; its obligation only where one was given a policy."""
    columns: list[Any] = [
        UserTask.reminders,
        func.coalesce(UserTask.definition_id, Case.definition_id),
        UserTask.element,
    ]
    if any(scope is Scope.obligation for scope, _ in assignments()):
        columns.append(Campaign.obligation_id)
    return columns


def _groups(rows: Sequence[Any], width: int) -> Iterator[Group]:
    policies = _policies({tuple(row[1 : 1 + width]): row.sample for row in rows})
    for row in rows:
        if row.overdue_after is None:
            continue
        yield Group(
            agency_id=row.agency_id,
            policy=policies[tuple(row[1 : 1 + width])],
            remind_by=local_date(row.remind_by),
            overdue_after=local_date(row.overdue_after),
            is_paused=bool(row.paused),
            count=row.count,
        )


def _policies(samples: dict[tuple[Any, ...], int]) -> dict[tuple[Any, ...], Policy]:
    """Return the policy of each kind of task, asked for one of its tasks."""
    found = policies_of(duties_of(list(samples.values())))
    return {key: found[sample] for key, sample in samples.items()}
