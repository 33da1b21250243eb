"""Who leads what in a plan: the agencies that are asked to assess themselves, and their rows."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import current_app
from sqlalchemy import and_, or_, select

from app.extensions import db
from app.organisation.models import Agency, AgencyKind
from app.organisation.queries.members import means
from app.plans.groups import GROUPS
from app.plans.models import Part, PlanTask, PlanTaskAgency


def leading_agencies(plan_id: int, day: date) -> list[int]:
    """Return the agencies of `day` that lead a row of the plan, by name or as one of a group, by name.

    The department itself is left out: it writes the review.
    """
    parts = db.session.execute(
        select(PlanTaskAgency.agency_id, PlanTaskAgency.group)
        .join(PlanTask, PlanTask.id == PlanTaskAgency.task_id)
        .where(PlanTask.plan_id == plan_id, PlanTaskAgency.part == Part.lead)
    ).all()
    named = {agency_id for agency_id, _ in parts if agency_id is not None}
    kinds: set[AgencyKind] = set()
    for _, group in parts:
        kinds |= GROUPS[group].kinds if group in GROUPS else set()
    lives = and_(Agency.valid_from <= day, Agency.valid_to.is_(None) | (Agency.valid_to >= day))
    query = select(Agency.id).where(
        or_(and_(Agency.id.in_(named), lives), means(kinds, day)),
        Agency.code != current_app.config["DEPARTMENT_CODE"],
    )
    return list(db.session.scalars(query.order_by(Agency.sort_key, Agency.id)))


def rows_of(plan_id: int, agency: Agency) -> list[dict[str, Any]]:
    """Return the rows of the plan that the agency leads, as its form shows them."""
    groups = [key for key, group in GROUPS.items() if agency.kind in group.kinds]
    led = select(PlanTaskAgency.task_id).where(
        PlanTaskAgency.part == Part.lead,
        or_(PlanTaskAgency.agency_id == agency.id, PlanTaskAgency.group.in_(groups)),
    )
    tasks: Sequence[PlanTask] = db.session.scalars(
        select(PlanTask).where(PlanTask.plan_id == plan_id, PlanTask.id.in_(led)).order_by(PlanTask.position)
    ).all()
    return [
        {
            "plan_task": task.id,
            "number": task.number or str(task.position),
            "content": task.content,
            "planned": task.result_text or "",
        }
        for task in tasks
    ]
