"""The scenes of drafting a plan."""

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from app.cases.completing import complete_task
from app.cases.models import Case, TaskStatus, UserTask
from app.cases.receipts import Channel
from app.cases.starting import NewCase, start_case
from app.clock import local_date
from app.drafting.models import Drafting, DraftingStatus, DraftRow, PlanOpinion, PlanProposal
from app.drafting.paper import BUDGET, PROPOSAL, require_awaited
from app.drafting.service.opening import begin_drafting
from app.drafting.service.receiving import Letter, receive
from app.drafting.service.rows import add_row
from app.engine import MessageWait
from app.extensions import db
from app.organisation.models import AgencyKind
from app.organisation.roles import SYSTEM, Actor, Role
from app.walking.scenes.scene import Scene
from app.walking.stage import Stage
from app.walking.world import AGENCY

DRAFTING: Mapping[str, Any] = {
    "title": "Kế hoạch đi thử",
    "legal_basis": "Quyết định đi thử",
    "year": "2027",
    "period_from": "2027-01-01",
    "period_to": "2027-12-31",
    "proposals_due": "2026-03-31",
    "opinions_due": "2030-05-29",
    "report_due_on": "2027-11-30",
    "roster": [AgencyKind.department.value],
    "finance_agency": AGENCY,
}
_DAYS = ("period_from", "period_to", "proposals_due", "opinions_due", "report_due_on")
ROW: Mapping[str, Any] = {"content": "Việc đi thử", "lead": AGENCY, "time": "Quý III", "funding": 12.5}
ANSWERS: Mapping[str, Any] = {
    **DRAFTING,
    "opinion_kinds": [AgencyKind.department.value],
    "opinion_agencies": "",
    "rows[0].time": "Quý III",
    "resubmit_by": "2030-12-31",
    "is_nil": True,
    "issued_on": "2026-03-02",
    "document_number": "01/KH-UBND",
}


def _opened(stage: Stage) -> int:
    """Open a drafting, with a row of the department's own."""
    coordinator, specialist = stage.world.actors[Role.coordinator], stage.world.actors[Role.specialist]
    case_id = stage.act(lambda now: begin_drafting(actor=coordinator, now=now).id)
    _finish(stage, case_id, DRAFTING, coordinator)
    drafting_id = _looked_up(stage, lambda: select(Drafting.id).where(Drafting.case_id == case_id))
    stage.act(lambda now: add_row(drafting_id, ROW, actor=specialist, now=now).id)
    return case_id


def _proposal(stage: Stage) -> int:
    """Open a drafting and return the case of the agency's proposal."""
    case_id = _opened(stage)
    asked = select(PlanProposal.case_id).join(Drafting).where(Drafting.case_id == case_id)
    return _looked_up(stage, lambda: asked)


def _opinion(stage: Stage) -> int:
    """Bring a drafting to where opinions are asked for, and return the case of the agency's."""
    case_id = _opened(stage)
    actors = stage.world.actors
    _finish(stage, case_id, {"closing": "close"}, actors[Role.coordinator])
    _finish(stage, case_id, {}, actors[Role.specialist])
    with stage.looking():
        rows = [dict(row) for row in _facts(case_id)["budget_rows"]]
    given = [{"allocated": row["allocated"]} for row in rows]
    _finish(stage, case_id, {"budget_decision": "agree", "budget_rows": given}, actors[Role.focal_point])
    chosen = {"opinion_kinds": ANSWERS["opinion_kinds"], "opinions_due": DRAFTING["opinions_due"]}
    _finish(stage, case_id, chosen, actors[Role.specialist])
    asked = select(PlanOpinion.case_id).join(Drafting).where(Drafting.case_id == case_id)
    return _looked_up(stage, lambda: asked)


def _facts(case_id: int) -> dict[str, Any]:
    return dict(json.loads(db.session.get_one(Case, case_id).facts))


def _consultation(stage: Stage) -> int:
    """Let a case of the called process stand by itself, about a drafting with one row."""
    return stage.act(lambda now: _standing_alone(stage, now))


def _standing_alone(stage: Stage, now: datetime) -> int:
    agency = stage.world.agency()
    facts = {"finance_agency": agency.code, "opinions_due": DRAFTING["opinions_due"]}
    case, _ = start_case(NewCase("plan_consultation", agency, "Đi thử", facts=facts), actor=SYSTEM, now=now)
    days = {name: date.fromisoformat(str(DRAFTING[name])) for name in _DAYS}
    texts = {name: DRAFTING[name] for name in ("title", "legal_basis")}
    drafting = Drafting(
        case_id=case.id,
        year=2027,
        roster="[]",
        finance_agency_id=agency.id,
        overdue_after=now,
        status=DraftingStatus.consolidating,
        **days,
        **texts,
    )
    db.session.add(drafting)
    db.session.flush()  # its row carries the key
    row = DraftRow(
        drafting_id=drafting.id, position=1, content="Việc đi thử", lead=AGENCY, time="Quý III", created_at=now
    )
    db.session.add(row)
    return case.id


def _finish(stage: Stage, case_id: int, entries: Mapping[str, Any], actor: Actor) -> None:
    waiting = select(UserTask.id).where(UserTask.case_id == case_id, UserTask.status == TaskStatus.open)
    task_id = _looked_up(stage, lambda: waiting)
    stage.act(lambda now: complete_task(task_id, entries, actor=actor, now=now)[0].id)


def _looked_up(stage: Stage, query: Callable[[], Any]) -> int:
    with stage.looking():
        return int(db.session.scalars(query()).one())


def _on_paper(stage: Stage, case_id: int, _wait: MessageWait) -> None:
    """Record for the agency what it sent on paper."""
    specialist = stage.world.actors[Role.specialist]

    def record(now: datetime) -> int:
        letter = Letter(Channel.paper, now, "01/ĐT", local_date(now), "Đi thử")
        return receive(case_id, letter, _said(case_id), actor=specialist, now=now).id

    stage.act(record)


def _said(case_id: int) -> Mapping[str, Any]:
    """Return what a letter says, whatever the case asks: nothing to propose, agreement, the money asked for."""
    kind = require_awaited(db.session.get_one(Case, case_id)).kind
    if kind is BUDGET:
        rows = [{"allocated": row["allocated"]} for row in _facts(case_id)["budget_rows"]]
        return {"budget_decision": "agree", "budget_rows": rows}
    return {"is_nil": True} if kind is PROPOSAL else {"opinion_decision": "agree"}


SCENES: dict[str, Scene] = {
    "annual_plan": Scene(_opened, _on_paper, ANSWERS),
    "plan_proposal": Scene(_proposal, _on_paper, ANSWERS),
    "plan_consultation": Scene(_consultation, _on_paper, ANSWERS),
    "plan_opinion": Scene(_opinion, _on_paper, ANSWERS),
}
