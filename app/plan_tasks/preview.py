"""What starting a year of a plan would begin, row by row, and what it would not and why; nothing is written."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import select

from app.clock import local_date
from app.extensions import db
from app.organisation.calendar import office_calendar
from app.organisation.models import Agency
from app.plan_tasks.models import Assignment
from app.plan_tasks.periods import Period, Without, period_of
from app.plan_tasks.roster import Register, leads_of
from app.plans.models import Plan, PlanTask
from app.plans.queries import tasks_of


class Why(StrEnum):
    """Why a row, or one of its leads, is not begun."""

    no_date = "no_date"
    other_year = "other_year"
    not_yet = "not_yet"
    over = "over"
    past = "past"  # its day has gone by before anybody was told
    unknown_lead = "unknown_lead"  # the name stands for nobody in the register
    started = "started"  # begun before


@dataclass(frozen=True)
class Beginning:
    """A row that would begin: its period and for whom a case would be opened (agency, key of its group)."""

    task: PlanTask
    period: Period
    leads: Sequence[tuple[Agency, str | None]]
    unknown: Sequence[str] = ()  # leads of the same row that nobody can be found for


@dataclass(frozen=True)
class Resting:
    """A row that would not begin, and why."""

    task: PlanTask
    why: Why
    period: Period | None = None
    unknown: Sequence[str] = ()


@dataclass(frozen=True)
class Preview:
    """What starting the year would do."""

    year: int
    beginning: Sequence[Beginning] = field(default_factory=list)
    resting: Sequence[Resting] = field(default_factory=list)

    @property
    def cases(self) -> int:
        """How many cases would be opened."""
        return sum(len(row.leads) for row in self.beginning)

    @property
    def past(self) -> int:
        """How many rows rest only because their day has gone by."""
        return sum(row.why is Why.past for row in self.resting)


@dataclass(frozen=True)
class Known:
    """What has been begun of a plan: for each row, the years (both inclusive), the agency, its group."""

    begun: Mapping[int, Sequence[tuple[int, int, frozenset[int], str | None]]]

    def has(self, task: PlanTask, period: Period, agency: Agency, group: str | None) -> bool:
        """Whether a period that shares a year was begun for the agency, or for a group whose roster is frozen."""
        return any(
            first <= period.last_year
            and period.year <= last
            and (agency.id in agencies or (group is not None and group == frozen))
            for first, last, agencies, frozen in self.begun.get(task.id, ())
        )


def preview_year(plan: Plan, year: int, now: datetime, *, with_past: bool = False) -> Preview:
    """Say what starting `year` of the plan would begin; `with_past` takes rows along whose day has gone by."""
    found: list[Beginning] = []
    resting: list[Resting] = []
    register, known = Register(local_date(now)), _known(plan.id)
    for task in tasks_of(plan.id):
        row = _row(task, year, register, known, with_past=with_past)
        if isinstance(row, Beginning):
            found.append(row)
        else:
            resting.append(row)
    return Preview(year, found, resting)


def _row(task: PlanTask, year: int, register: Register, known: Known, *, with_past: bool) -> Beginning | Resting:
    period = period_of(task, year)
    if isinstance(period, Without):
        return Resting(task, Why(period.value))
    leads = leads_of(task, register)
    left = [(agency, group) for agency, group in leads.agencies if not known.has(task, period, agency, group)]
    if not left:
        why = Why.started if leads.agencies else Why.unknown_lead
        return Resting(task, why, period, leads.unknown)
    if not with_past and _is_past(period, register.day):
        return Resting(task, Why.past, period, leads.unknown)
    return Beginning(task, period, left, leads.unknown)


def _is_past(period: Period, today: date) -> bool:
    return local_date(period.deadline(office_calendar()).overdue_after) < today


def _known(plan_id: int) -> Known:
    query = select(Assignment).join(PlanTask, PlanTask.id == Assignment.plan_task_id).where(PlanTask.plan_id == plan_id)
    begun: defaultdict[int, list[tuple[int, int, frozenset[int], str | None]]] = defaultdict(list)
    for one in db.session.scalars(query):
        agencies = frozenset({one.agency_id, one.first_agency_id})
        begun[one.plan_task_id].append((one.year, one.last_year, agencies, one.group))
    return Known(begun)
