"""Whom the lead agency of a plan task may ask to contribute: those its row names, and members of groups it names."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.clock import local_date
from app.extensions import db
from app.organisation.models import Agency
from app.plan_tasks.models import Assignment, Contribution
from app.plan_tasks.roster import Register
from app.plan_tasks.service.contributing import UNSETTLED
from app.plans.models import Part, PlanTaskAgency


def helpers_of(assignment: Assignment, now: datetime) -> Sequence[Agency]:
    """Return the agencies that can be asked now: one that has not answered yet cannot be asked again."""
    register = Register(local_date(now))
    named = select(PlanTaskAgency).options(joinedload(PlanTaskAgency.agency))
    parts = db.session.scalars(
        named.where(PlanTaskAgency.task_id == assignment.plan_task_id, PlanTaskAgency.part != Part.directing)
    ).all()
    found: dict[int, Agency] = {}
    for part in sorted(parts, key=lambda one: one.group is not None):
        for agency in _meant(part, register):
            found.setdefault(agency.id, agency)
    waiting = select(Contribution.agency_id).where(
        Contribution.assignment_id == assignment.id, Contribution.state.in_(UNSETTLED)
    )
    left_out = {assignment.agency_id, *db.session.scalars(waiting)}
    return [agency for agency in found.values() if agency.id not in left_out]


def _meant(part: PlanTaskAgency, register: Register) -> Sequence[Agency]:
    if part.agency is not None:
        return [part.agency] if part.agency.exists_on(register.day) else []
    return register.members(part.group) if part.group else []
