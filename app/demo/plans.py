"""The year's plan comes in: read, matched with the register, its reporting duty made an obligation."""

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from functools import partial

from sqlalchemy import select

from app.demo.accounts import COORDINATOR
from app.demo.days import Days
from app.demo.doings import as_
from app.demo.plan_document import NAME, plan_document
from app.demo.story import Act
from app.extensions import db
from app.organisation.models import Agency, AgencyAlias
from app.plans.models import Part, Plan, PlanStatus, PlanTask, PlanTaskAgency
from app.plans.reading import PlanDocument, read_plan
from app.plans.reading import PlanTask as ReadTask
from app.reports.models import Obligation
from app.timeline.log import Subject, record
from app.vietnamese import search_key

# Everybody but the Committee, the ministry and what has ended.
ROSTER = [
    *("department", "party", "front", "armed_force", "unit"),
    *("commune", "ward", "special_zone", "enterprise", "laboratory"),
]


def acts(days: Days) -> Iterator[Act]:
    """Yield the plan's import."""
    yield Act(days.back(21, "10:00"), partial(_import, days))


def _import(days: Days, now: datetime) -> None:
    content = plan_document(days.year, days.plan_issued, days.due)
    document = read_plan(content, NAME)
    plan = _plan(document, content, now)
    db.session.add(plan)
    db.session.flush()  # its tasks and the timeline carry its id
    names = _names()
    for position, task in enumerate(document.tasks, start=1):
        db.session.add(_task(plan, position, task, names))
    _oblige(days, plan, now)
    record(Subject("plan", plan.id), "plan.put_in_force", as_(COORDINATOR), now, title=plan.title)


def _plan(document: PlanDocument, content: bytes, now: datetime) -> Plan:
    return Plan(
        title=document.head.title or "",
        number=document.head.number,
        issued=document.head.issued,
        issuer=document.head.issuer,
        status=PlanStatus.in_force,
        source_name=NAME,
        source_sha256=hashlib.sha256(content).hexdigest(),
        reading=json.dumps(document.as_json(), ensure_ascii=False),
        imported_at=now,
        imported_by_id=as_(COORDINATOR).id,
    )


def _task(plan: Plan, position: int, task: ReadTask, names: dict[str, int]) -> PlanTask:
    due = task.due.as_json()
    row = PlanTask(
        plan_id=plan.id,
        position=position,
        number=task.number,
        group_path=json.dumps(list(task.group), ensure_ascii=False),
        content=task.content,
        lead_text=task.lead or "",
        coordinating_text=task.coordinating or "",
        directing_text=task.directing or "",
        time_text=task.time or "",
        result_text=task.result,
        funding_text=task.funding,
        due_kind=due["kind"],
        due_from=due["from"],
        due_to=due["to"],
        first_due=task.due.first_due,
        due_is_exclusive=due["exclusive"],
        milestones=json.dumps(due["milestones"], ensure_ascii=False),
        source=f"{task.source[0]}-{task.source[1]}",
        review=json.dumps(list(task.review)),
    )
    for part, said in ((Part.lead, task.parsed_lead), (Part.coordinating, task.parsed_coordinating)):
        row.parts += [PlanTaskAgency(part=part, name=name, agency_id=names.get(search_key(name))) for name in said]
    return row


def _names() -> dict[str, int]:
    """Return the agencies that have not ended, by every name they go by."""
    living = select(Agency).where(Agency.valid_to.is_(None))
    known = {
        search_key(name): agency.id
        for agency in db.session.scalars(living)
        for name in (agency.name, agency.short_name)
    }
    aliases = select(AgencyAlias).join(Agency, Agency.id == AgencyAlias.agency_id).where(Agency.valid_to.is_(None))
    return known | {alias.search_key: alias.agency_id for alias in db.session.scalars(aliases)}


def _oblige(days: Days, plan: Plan, now: datetime) -> None:
    duty = Obligation(
        title=f"Báo cáo kết quả thực hiện Kế hoạch {plan.number}",
        legal_basis=f"Kế hoạch số {plan.number} ngày {days.plan_issued:%d/%m/%Y} của UBND tỉnh, mục IV.1",
        plan_id=plan.id,
        due_month=days.due.month,
        due_day=days.due.day,
        due_is_exclusive=True,
        roster=json.dumps(ROSTER),
        created_at=now,
    )
    db.session.add(duty)
    db.session.flush()  # the timeline carries its id
    record(Subject("obligation", duty.id), "obligation.created", as_(COORDINATOR), now, title=duty.title)
