"""The scenes of the reporting cycle."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from app.cases.completing import complete_task
from app.cases.models import TaskStatus, UserTask
from app.cases.receipts import Channel
from app.clock import local_date
from app.engine import MessageWait
from app.extensions import db
from app.organisation.roles import Role
from app.reports.models import Campaign, Submission
from app.reports.service.extensions import ask_extension
from app.reports.service.preparing import prepare_round
from app.reports.service.receiving import Receipt, receive
from app.walking.scenes.scene import Scene, deliver_it
from app.walking.stage import Stage

ROUND: Mapping[str, Any] = {
    "title": "Đợt đi thử",
    "legal_basis": "Kế hoạch đi thử",
    "cut_off_from": "2025-12-15",
    "cut_off_to": "2026-03-15",
    "due_on": "2026-03-31",
    "roster": ["department"],
}


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


SCENES: dict[str, Scene] = {
    "report_campaign": Scene(_round, deliver_it, ROUND),
    "agency_report": Scene(_report, _received),
    "extension_request": Scene(_extension, deliver_it),
}
