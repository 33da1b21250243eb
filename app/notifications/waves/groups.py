"""Open tasks by what decides about their ladders: policy and deadline. Counting them first spares reading them all."""

from collections.abc import Iterator, Mapping
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
    """Open tasks that share policy and deadline, and so every step of their ladder."""

    policy: Policy
    remind_by: date
    overdue_after: date
    is_paused: bool
    tasks: Mapping[int | None, int]  # how many, by agency; None: of the department's own roles

    @property
    def count(self) -> int:
        """How many tasks there are."""
        return sum(self.tasks.values())


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

    A fixed number of queries; the rows read are at most as many as agencies have different deadlines.
    """
    kind = _kind_columns()
    key = [*kind, UserTask.remind_by, UserTask.overdue_after, UserTask.paused_at.is_not(None)]
    query = select(*key, UserTask.agency_id, func.count(), func.min(UserTask.id)).join(
        Case, Case.id == UserTask.case_id
    )
    if len(kind) > _ALWAYS:
        query = query.outerjoin(Submission, Submission.case_id == Case.id)
        query = query.outerjoin(Campaign, Campaign.id == Submission.campaign_id)
    has_deadline = UserTask.remind_by.is_not(None), UserTask.overdue_after.is_not(None)
    query = query.where(*within_reach(first, last), *has_deadline, not_hidden(actor))
    tasks: dict[tuple[Any, ...], dict[int | None, int]] = {}
    samples: dict[tuple[Any, ...], int] = {}
    for *shared, agency_id, count, sample in db.session.connection().execute(query.group_by(*key, UserTask.agency_id)):
        together = tuple(shared)
        if together not in tasks:
            tasks[together] = {}
            samples[together[: len(kind)]] = sample
        tasks[together][agency_id] = count
    return list(_groups(tasks, _policies(samples), len(kind)))


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


_ALWAYS = 3  # columns that decide about the policy whatever was given one


def _kind_columns() -> list[Any]:
    """Return the columns that decide about a task's policy; its obligation only where one was given a policy."""
    columns: list[Any] = [
        UserTask.reminders,
        func.coalesce(UserTask.definition_id, Case.definition_id),
        UserTask.element,
    ]
    if any(scope is Scope.obligation for scope, _ in assignments()):
        columns.append(Campaign.obligation_id)
    return columns


def _groups(
    tasks: Mapping[tuple[Any, ...], Mapping[int | None, int]], policies: Mapping[tuple[Any, ...], Policy], width: int
) -> Iterator[Group]:
    for together, by_agency in tasks.items():
        remind_by, overdue_after, is_paused = together[width:]
        yield Group(
            policies[together[:width]], local_date(remind_by), local_date(overdue_after), bool(is_paused), by_agency
        )


def _policies(samples: Mapping[tuple[Any, ...], int]) -> dict[tuple[Any, ...], Policy]:
    """Return the policy of each kind of task, asked for one of its tasks."""
    found = policies_of(duties_of(list(samples.values())))
    return {kind: found[sample] for kind, sample in samples.items()}
