"""Which issued plan a year's plan is compared with."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.drafting.models import Drafting
from app.extensions import db
from app.organisation.roles import Actor
from app.plans.access import require_plan
from app.plans.errors import PlanNotFound
from app.plans.models import Plan, PlanStatus
from app.plans.reading.horizon import find_period

_CHOICES = 100
_YEAR = re.compile(r"\s*\bnăm\s+20\d\d\b", re.IGNORECASE)


@dataclass(frozen=True)
class Preceding:
    """The plan that counts as last year's: None where nothing tells which; `choices` are what a person may name."""

    plan: Plan | None
    choices: Sequence[Plan]
    is_chosen: bool = False  # a person named it
    has_other_name: bool = False  # the only one of its year, but it is called otherwise


def year_of(plan: Plan) -> int | None:
    """Return the year that a plan is for; None for plans of several years, and where its title does not say."""
    return dict(_years([plan])).get(plan.id)


def preceding(year: int, title: str, *, actor: Actor, but: Plan | None = None, named: int | None = None) -> Preceding:
    """Return the plan of the year before: the one a person names, else the one of its year and name, else the only one.

    Raises PlanNotFound for a named plan that is not issued or that the actor may not know of.
    """
    issued = select(Plan).where(Plan.status == PlanStatus.in_force).order_by(Plan.issued.desc(), Plan.id.desc())
    choices = [plan for plan in db.session.scalars(issued.limit(_CHOICES)) if but is None or plan.id != but.id]
    if named is not None:
        plan = require_plan(actor, named)
        if plan.status is PlanStatus.reading:
            raise PlanNotFound
        return Preceding(plan, choices, is_chosen=True)
    years = dict(_years(choices))
    candidates = [plan for plan in choices if years.get(plan.id) == year - 1]
    namesakes = [plan for plan in candidates if _name(plan.title) == _name(title)]
    if len(namesakes) == 1:
        return Preceding(namesakes[0], choices)
    alone = candidates[0] if len(candidates) == 1 else None
    return Preceding(alone, choices, has_other_name=alone is not None)


def _years(plans: Sequence[Plan]) -> Iterator[tuple[int, int]]:
    """Yield the years of those plans that are for one: as they were drafted here, else as their titles say."""
    former = {row.id: row.amends_id for row in db.session.execute(select(Plan.id, Plan.amends_id))}
    drafted = {row.plan_id: row.year for row in db.session.execute(select(Drafting.plan_id, Drafting.year))}
    for plan in plans:
        first = plan.id
        while (amended := former.get(first)) is not None:
            first = amended
        year = drafted.get(first) or _named_year(plan)
        if year is not None:
            yield plan.id, year


def _named_year(plan: Plan) -> int | None:
    period = find_period([], plan.title, plan.issued, plan.issued.year if plan.issued else None)
    return period.start if period.start is not None and period.start == period.end else None


def _name(title: str) -> str:
    return " ".join(_YEAR.sub("", title).casefold().split()).rstrip(" .;")
