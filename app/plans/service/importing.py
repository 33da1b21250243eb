"""Import a plan document: guard the file, read it, keep the reading, match its names with the register."""

import json
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from app.cases.attachments import file_store
from app.clock import local_date
from app.extensions import db
from app.organisation.roles import Actor
from app.plans.errors import PlanNotReadable, PlanReadBefore
from app.plans.evidence import kept, source_text
from app.plans.groups import kinds_of
from app.plans.models import Part, Plan, PlanDuty, PlanStatus, PlanTask, PlanTaskAgency, Target
from app.plans.reading import PlanDocument, UnreadablePlan, read_plan
from app.plans.register import Register
from app.plans.rows import settle
from app.plans.service.records import of_plan
from app.plans.uploads import checked_name
from app.timeline.log import record

REPORTING = ("report", "obstacle_report")  # the kinds of duty that can become an obligation
_NAME, _NUMBER = 400, 40  # characters that a name and a row's number may have


def import_document(content: bytes, filename: str, *, actor: Actor, now: datetime, issued: date | None = None) -> Plan:
    """Read a plan and keep it for people to decide what is doubtful.

    `issued` stands before the printed day of issue. Raises UnsafeFile, PlanNotReadable, and PlanReadBefore for a file
    whose reading is kept already.
    """
    name = checked_name(content, filename)
    register = Register.load(local_date(now))
    try:
        document = read_plan(content, name, issued=issued, register=register)
    except UnreadablePlan as unreadable:
        raise PlanNotReadable(unreadable.message_vi, unreadable.message_en) from unreadable
    sha256 = file_store().put(content).sha256
    _refuse_twice(sha256)
    plan = _plan(document, name, sha256, actor, now)
    db.session.add(plan)
    db.session.flush()  # its rows and the timeline carry its key
    read = document.as_json()
    for position, task in enumerate(read["tasks"], start=1):
        db.session.add(task_of(plan.id, position, task, register))
    db.session.add_all(_target(plan.id, target) for target in read["targets"])
    db.session.add_all(_duty(plan.id, duty) for duty in read["duties"] if duty["type"] in REPORTING)
    db.session.flush()  # whoever imports goes on with the rows
    record(of_plan(plan), "plan.imported", actor, now, file=name, sha256=sha256, rows=len(read["tasks"]))
    return plan


def task_of(plan_id: int, position: int, read: dict[str, Any], register: Register) -> PlanTask:
    """Return a row as it was read, its names matched with the register."""
    due = read["due"]
    task = PlanTask(
        plan_id=plan_id,
        position=position,
        number=read["number"][:_NUMBER] if read["number"] else None,
        group_path=json.dumps(read["group"], ensure_ascii=False),
        content=read["content"],
        lead_text=read["lead"] or "",
        coordinating_text=read["coordinating"] or "",
        directing_text=read["directing"] or "",
        time_text=read["time"] or "",
        result_text=read["result"],
        funding_text=read["funding"],
        due_kind=due["kind"],
        due_from=due["from"],
        due_to=due["to"],
        first_due=date.fromisoformat(due["first_due"]) if due["first_due"] else None,
        due_is_exclusive=due["exclusive"],
        milestones=json.dumps(due["milestones"], ensure_ascii=False),
        source=source_text(read["source"]),
        review=json.dumps(read["review"]),
    )
    task.parts = [_part(Part(part), name, register) for part, names in read["parsed"].items() for name in names]
    settle(task)
    return task


def _part(part: Part, name: str, register: Register) -> PlanTaskAgency:
    match = register.match(name)
    agency_id = match.agency.id if match.agency else None
    return PlanTaskAgency(part=part, name=name[:_NAME], agency_id=agency_id, group=match.group)


def _plan(document: PlanDocument, name: str, sha256: str, actor: Actor, now: datetime) -> Plan:
    head = document.head
    return Plan(
        title=head.title or name,
        number=head.number[:60] if head.number else None,
        issued=head.issued,
        issuer=head.issuer[:300] if head.issuer else None,
        status=PlanStatus.reading,
        source_name=name,
        source_sha256=sha256,
        reading=kept(document),
        imported_at=now,
        imported_by_id=actor.id,
    )


def _target(plan_id: int, read: dict[str, Any]) -> Target:
    at_least = "≥ " if read["comparator"] == ">=" else ""
    return Target(
        plan_id=plan_id,
        text=read["metric"],
        value=f"{at_least}{read['value']}"[:60],
        unit=read["unit"][:120],
        source=source_text(read["source"]),
    )


def _duty(plan_id: int, read: dict[str, Any]) -> PlanDuty:
    due = read["due"]
    return PlanDuty(
        plan_id=plan_id,
        kind=read["type"],
        text=read["source_text"],
        who=json.dumps(read["who"], ensure_ascii=False),
        time_text=read["when"] or "",
        first_due=date.fromisoformat(due["first_due"]) if due["first_due"] else None,
        due_is_exclusive=due["exclusive"],
        roster=json.dumps(sorted(kind.value for kind in kinds_of(read["who"]))),
        source=source_text(read["source"]),
        where=(read["where"] or "")[:60],
    )


def _refuse_twice(sha256: str) -> None:
    same = select(Plan.id).where(Plan.source_sha256 == sha256, Plan.status != PlanStatus.replaced)
    plan_id = db.session.scalar(same)
    if plan_id is not None:
        raise PlanReadBefore(plan_id)
