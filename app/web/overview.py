"""What the overview shows: what is late, what comes, how the running rounds stand, where somebody is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import contains_eager, joinedload

from app.cases.access import visible_cases
from app.cases.models import Case, CaseStatus, Incident, TaskStatus, UserTask
from app.cases.standing import standing_of
from app.clock import local_date, start_of_day
from app.deadlines.wording import Standing
from app.extensions import db
from app.organisation.calendar import office_calendar
from app.organisation.models import Agency, Seat, User
from app.organisation.roles import Actor, Role
from app.reports.models import Campaign, CampaignStatus, ExtensionState, Submission
from app.reports.queries import Counts, counts_of

SHOWN = 8
AHEAD = timedelta(days=30)


@dataclass(frozen=True)
class LateTask:
    """An overdue task and by how much."""

    task: UserTask
    standing: Standing


@dataclass(frozen=True)
class Round:
    """A running campaign, its counts and how its date stands."""

    campaign: Campaign
    counts: Counts
    standing: Standing

    @property
    def arrived(self) -> int:
        """How many reports the department has."""
        return self.counts.total - self.counts.missing


@dataclass(frozen=True)
class AgencyLoad:
    """What one agency has before it: overdue, and due within the next 30 days."""

    agency: Agency
    overdue: int
    ahead: int

    @property
    def total(self) -> int:
        """Both together."""
        return self.overdue + self.ahead


@dataclass(frozen=True)
class Overview:
    """The figures of one moment."""

    overdue: int
    ahead: int
    late: Sequence[LateTask]
    rounds: Sequence[Round]
    loads: Sequence[AgencyLoad]
    incidents: int
    silent: int  # agencies whose focal point has never signed in
    asked: int  # requests for more time that nobody has decided


def overview_of(actor: Actor, now: datetime) -> Overview:
    """Return the figures over all that the actor may know of, in a fixed number of queries."""
    today = local_date(now)
    overdue, ahead = _totals(actor, today)
    return Overview(
        overdue=overdue,
        ahead=ahead,
        late=_late(actor, today),
        rounds=_rounds(now, today),
        loads=_loads(actor, today),
        incidents=_open_incidents(actor),
        silent=_silent(today),
        asked=_asked(),
    )


def _totals(actor: Actor, today: date) -> tuple[int, int]:
    query = select(func.sum(_one(_is_overdue(today))), func.sum(_one(~_is_overdue(today))))
    row = db.session.execute(_open(query, actor).where(_is_due_by(today + AHEAD))).one()
    return int(row[0] or 0), int(row[1] or 0)


def _late(actor: Actor, today: date) -> list[LateTask]:
    query = select(UserTask).options(contains_eager(UserTask.case).joinedload(Case.agency), joinedload(UserTask.agency))
    found = _open(query, actor).where(_is_due_by(today), _is_overdue(today))
    calendar = office_calendar()
    tasks = db.session.scalars(found.order_by(UserTask.due_order, UserTask.id).limit(SHOWN))
    return [LateTask(task, standing_of(task, today, calendar)) for task in tasks]


def _rounds(now: datetime, today: date) -> list[Round]:
    running = (CampaignStatus.opening, CampaignStatus.open, CampaignStatus.closing)
    calendar = office_calendar()
    found = db.session.scalars(select(Campaign).where(Campaign.status.in_(running)).order_by(Campaign.due_at)).all()
    counted = counts_of([one.id for one in found], now)
    return [Round(one, counted[one.id], standing_of(one, today, calendar)) for one in found]


def _loads(actor: Actor, today: date) -> list[AgencyLoad]:
    overdue, ahead = func.sum(_one(_is_overdue(today))), func.sum(_one(~_is_overdue(today)))
    query = _open(select(Agency, overdue, ahead).join(UserTask, UserTask.agency_id == Agency.id), actor)
    query = query.where(_is_due_by(today + AHEAD)).group_by(Agency.id)
    found = db.session.execute(query.order_by(overdue.desc(), ahead.desc(), Agency.sort_key).limit(SHOWN))
    return [AgencyLoad(agency, int(late or 0), int(soon or 0)) for agency, late, soon in found]


def _open_incidents(actor: Actor) -> int:
    query = select(func.count(Incident.id)).join(Case, Case.id == Incident.case_id)
    return db.session.scalar(query.where(Incident.resolved_at.is_(None), visible_cases(actor))) or 0


def _silent(today: date) -> int:
    held = select(func.count(Seat.id)).join(User, User.id == Seat.holder_id).join(Agency, Agency.id == Seat.agency_id)
    lives = Agency.valid_to.is_(None) | (Agency.valid_to >= today)
    return db.session.scalar(held.where(Seat.role == Role.focal_point, User.first_signed_in_at.is_(None), lives)) or 0


def _asked() -> int:
    asked = select(func.count(Submission.id)).where(Submission.extension == ExtensionState.asked)
    return db.session.scalar(asked) or 0


def _open(query: Any, actor: Actor) -> Any:
    return query.join(UserTask.case).where(
        UserTask.status == TaskStatus.open, Case.status == CaseStatus.running, visible_cases(actor)
    )


def _is_due_by(day: date) -> ColumnElement[bool]:
    return UserTask.due_order < start_of_day(day + timedelta(days=1))


def _is_overdue(today: date) -> ColumnElement[bool]:
    return UserTask.overdue_after < start_of_day(today)


def _one(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return case((condition, 1), else_=0)
