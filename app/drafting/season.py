"""When the drafting of next year's plan is to begin, and whether it has."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, func, select

from app.cases.models import Case, CaseStatus
from app.drafting.models import Drafting, DraftingStatus
from app.drafting.service.opening import FOR_OPINIONS, PROCESS
from app.extensions import db
from app.plans.models import Plan, PlanStatus, PlanTask
from app.processes.models import Definition

BEGINS = (10, 1)  # month and day from which next year's plan is drafted


@dataclass(frozen=True)
class NotBegun:
    """A year whose plan nobody drafts yet; begun after `last_day`, it can no longer be issued in time."""

    year: int
    last_day: date


def not_begun(today: date) -> NotBegun | None:
    """Return next year, when it is time for its plan and nobody has begun it; where no plan is kept, None."""
    if (today.month, today.day) < BEGINS or not _keeps_plans():
        return None
    year = today.year + 1
    if _is_drafted(year) or _is_issued(year):
        return None
    return NotBegun(year, date(today.year, 12, 31) - FOR_OPINIONS)


def _keeps_plans() -> bool:
    in_force = exists().where(Plan.status == PlanStatus.in_force)
    return bool(db.session.scalar(select(in_force | exists().where(Drafting.id > 0))))


def _is_drafted(year: int) -> bool:
    """Whether a drafting of the year is under way or done, or one was begun and waits to be opened."""
    of_year = exists().where(Drafting.year == year, Drafting.status != DraftingStatus.ended)
    begun = (
        select(Case.id)
        .join(Definition, Definition.id == Case.definition_id)
        .outerjoin(Drafting, Drafting.case_id == Case.id)
        .where(Definition.key == PROCESS, Case.status == CaseStatus.running, Drafting.id.is_(None))
    )
    return bool(db.session.scalar(select(of_year | begun.exists())))


def _is_issued(year: int) -> bool:
    """Whether a plan in force begins with the year: it was drafted elsewhere and read in."""
    first = (
        select(PlanTask.plan_id)
        .join(Plan, Plan.id == PlanTask.plan_id)
        .where(Plan.status == PlanStatus.in_force)
        .group_by(PlanTask.plan_id)
        .having(func.min(PlanTask.due_from) == year)
    )
    return db.session.scalar(first.limit(1)) is not None
