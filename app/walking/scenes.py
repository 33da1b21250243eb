"""How a case of each process comes about, and what it needs from outside: most begin by themselves.

A process whose handlers need records of its feature gets a scene here; its actions are the feature's own commands.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from app.cases.completing import complete_task
from app.cases.delivery import deliver
from app.cases.models import TaskStatus, UserTask
from app.cases.starting import NewCase, start_case
from app.clock import local_date
from app.engine import Message, MessageWait
from app.extensions import db
from app.organisation.roles import SYSTEM, Role
from app.reports.models import Campaign, Channel, Submission
from app.reports.service.extensions import ask_extension
from app.reports.service.preparing import prepare_round
from app.reports.service.receiving import Receipt, receive
from app.walking.stage import Stage

Begin = Callable[[Stage], int]
Receive = Callable[[Stage, int, MessageWait], None]

ROUND: Mapping[str, Any] = {
    "title": "Đợt đi thử",
    "legal_basis": "Kế hoạch đi thử",
    "cut_off_from": "2025-12-15",
    "cut_off_to": "2026-03-15",
    "due_on": "2026-03-31",
    "roster": ["department"],
}


@dataclass(frozen=True)
class Scene:
    """How a case begins (`begin` returns its id) and messages reach it; `answers` are entries of forms, by field."""

    begin: Begin
    receive: Receive
    answers: Mapping[str, Any] = field(default_factory=dict)


def scene_of(key: str) -> Scene:
    """Return the scene of a process; one that nobody wrote starts the case and lets it be."""
    return _SCENES.get(key) or Scene(_starter(key), _deliver)


def _starter(key: str) -> Begin:
    def begin(stage: Stage) -> int:
        return stage.act(
            lambda now: start_case(NewCase(key, stage.world.agency(), "Đi thử"), actor=SYSTEM, now=now)[0].id
        )

    return begin


def _deliver(stage: Stage, _case_id: int, wait: MessageWait) -> None:
    stage.act(lambda now: deliver(Message(wait.name, wait.correlation), now=now))


def _round(stage: Stage) -> int:
    """Start an ad hoc round."""
    coordinator = stage.world.actors[Role.coordinator]
    return stage.act(lambda now: prepare_round(None, actor=coordinator, now=now).id)


def _report(stage: Stage) -> int:
    """Open a round and return the case of the agency's report."""
    round_id = _round(stage)
    coordinator = stage.world.actors[Role.coordinator]
    with stage.looking():
        query = select(UserTask.id).where(UserTask.case_id == round_id, UserTask.status == TaskStatus.open)
        task_id = db.session.scalars(query).one()
    stage.act(lambda now: complete_task(task_id, ROUND, actor=coordinator, now=now)[0].id)
    with stage.looking():
        report = select(Submission.case_id).join(Campaign).where(Campaign.case_id == round_id)
        return int(db.session.scalars(report).one() or 0)


def _received(stage: Stage, case_id: int, _wait: MessageWait) -> None:
    """Record that the report came on paper."""
    specialist = stage.world.actors[Role.specialist]
    stage.act(lambda now: receive(case_id, Receipt(Channel.paper, now), actor=specialist, now=now).id)


def _extension(stage: Stage) -> int:
    """Let the agency ask for more time."""
    report_id = _report(stage)
    focal_point = stage.world.actors[Role.focal_point]
    until = local_date(stage.now) + timedelta(days=60)
    return stage.act(lambda now: ask_extension(report_id, until, "Đi thử", actor=focal_point, now=now).id)


_SCENES: dict[str, Scene] = {
    "report_campaign": Scene(_round, _deliver, ROUND),
    "agency_report": Scene(_report, _received),
    "extension_request": Scene(_extension, _deliver),
}
