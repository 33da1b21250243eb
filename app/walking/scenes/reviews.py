"""The scenes of reviews of plans."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from app.cases.completing import complete_task
from app.cases.models import TaskStatus, UserTask
from app.extensions import db
from app.organisation.roles import Role
from app.plans.models import Part, Plan, PlanStatus, PlanTask, PlanTaskAgency
from app.reviews.models import Review, SelfAssessment
from app.reviews.service.beginning import begin_review
from app.walking.scenes.scene import Scene, deliver_it
from app.walking.stage import Stage
from app.walking.world import BEGINNING

PERIOD: Mapping[str, Any] = {"period_from": "2021", "period_to": "2025", "due_on": "2026-06-30"}
ANSWERS: Mapping[str, Any] = {**PERIOD, "held_on": "2026-02-27"}
OPENED: Mapping[str, Any] = {**PERIOD, "review_kind": "interim"}


def _review(stage: Stage) -> int:
    """Begin a review of a plan with one row, led by the walk's agency."""
    coordinator = stage.world.actors[Role.coordinator]
    plan_id = stage.act(lambda _now: _plan(stage))
    return stage.act(lambda now: begin_review(plan_id, actor=coordinator, now=now).id)


def _plan(stage: Stage) -> int:
    plan = Plan(title="Kế hoạch đi thử", status=PlanStatus.in_force, source_name="", source_sha256="", reading="{}")
    plan.imported_at, plan.issued = BEGINNING, date(2021, 3, 1)
    db.session.add(plan)
    db.session.flush()  # its row needs the key
    task = PlanTask(
        plan_id=plan.id,
        position=1,
        number="1",
        group_path="[]",
        content="Đi thử",
        lead_text="Sở",
        due_kind="yearly",
        source="1-1",
    )
    db.session.add(task)
    db.session.flush()  # its lead needs the key
    agency = stage.world.agency()
    db.session.add(PlanTaskAgency(task_id=task.id, part=Part.lead, name=agency.name, agency_id=agency.id))
    db.session.flush()
    return plan.id


def _assessment(stage: Stage) -> int:
    """Open a review and return the case of the agency's self-assessment."""
    case_id = _review(stage)
    coordinator = stage.world.actors[Role.coordinator]
    with stage.looking():
        query = select(UserTask.id).where(UserTask.case_id == case_id, UserTask.status == TaskStatus.open)
        task_id = db.session.scalars(query).one()
    stage.act(lambda now: complete_task(task_id, OPENED, actor=coordinator, now=now)[0].id)
    with stage.looking():
        asked = select(SelfAssessment.case_id).join(Review).where(Review.case_id == case_id)
        return int(db.session.scalars(asked).one() or 0)


SCENES: dict[str, Scene] = {
    "plan_review": Scene(_review, deliver_it, ANSWERS),
    "self_assessment": Scene(_assessment, deliver_it),
}
