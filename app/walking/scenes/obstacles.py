"""The scenes of obstacles and of amendments of plans."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from app.amendments.service.changing import drop_row
from app.amendments.service.starting import begin_amendment
from app.cases.models import Case
from app.cases.starting import NewCase, start_case
from app.extensions import db
from app.obstacles.models import Obstacle, ObstacleState
from app.obstacles.service.raising import ESCALATION, Blocked, Words, facts_of, raise_obstacle
from app.organisation.roles import SYSTEM, Actor, Role
from app.plans.models import Plan
from app.plans.queries import tasks_of
from app.plans.service.issuing import IssuedPlan, IssuedRow, issue_plan
from app.walking.scenes.scene import Scene, deliver_it
from app.walking.stage import Stage

WORDS = Words("Đi thử: thiếu kinh phí", date(2025, 12, 1), "Chưa được bố trí", "Bố trí kinh phí")
ROW = IssuedRow(number="1", group=(), content="Việc đi thử", lead="Sở Đi đường", time="Năm 2026")
FIRST = 1  # the key of the first record in the empty database of a walk
ANSWERS: Mapping[str, Any] = {
    "joined_to": FIRST,
    "plan": str(FIRST),
    "since": "2025-12-01",
    "issued_on": "2026-01-15",
}


def _plan(now: datetime) -> Plan:
    plan = IssuedPlan("Kế hoạch đi thử", "1/KH-UBND", date(2025, 12, 1), "Ủy ban nhân dân tỉnh", 2026, 2026)
    return issue_plan(plan, [ROW, ROW], actor=SYSTEM, now=now)


def _obstacle(stage: Stage) -> int:
    """Raise two obstacles, so that the second can be joined with the first."""
    focal_point = stage.world.actors[Role.focal_point]

    def raise_them(now: datetime) -> int:
        _plan(now)
        raise_obstacle(WORDS, Blocked(), actor=focal_point, now=now)
        return raise_obstacle(WORDS, Blocked(plan_id=FIRST), actor=focal_point, now=now).case_id

    return stage.act(raise_them)


def _escalation(stage: Stage) -> int:
    """Begin the escalation of an obstacle by itself."""

    def begin(now: datetime) -> int:
        plan = _plan(now)
        facts = facts_of(WORDS, Blocked(plan_id=plan.id))
        case, _ = start_case(NewCase(ESCALATION, stage.world.agency(), "Đi thử", facts=facts), actor=SYSTEM, now=now)
        _note(case, now)
        return case.id

    return stage.act(begin)


def _note(case: Case, now: datetime) -> None:
    db.session.add(
        Obstacle(
            case_id=case.id,
            agency_id=case.agency_id,
            raised_at=now,
            what=WORDS.what,
            since=WORDS.since,
            cause=WORDS.cause,
            proposal=WORDS.proposal,
            state=ObstacleState.escalated,
        )
    )


def _amendment(stage: Stage) -> int:
    """Begin an amendment that drops a row."""
    coordinator: Actor = stage.world.actors[Role.coordinator]

    def begin(now: datetime) -> int:
        plan = _plan(now)
        case_id = begin_amendment(plan.id, "Đi thử", actor=coordinator, now=now).case_id
        drop_row(case_id, tasks_of(plan.id)[0].id, "Đi thử", actor=coordinator, now=now)
        return case_id

    return stage.act(begin)


SCENES: dict[str, Scene] = {
    "obstacle": Scene(_obstacle, deliver_it, ANSWERS),
    "obstacle_escalation": Scene(_escalation, deliver_it, ANSWERS),
    "plan_amendment": Scene(_amendment, deliver_it, ANSWERS),
}
