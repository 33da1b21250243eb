"""Make an issued plan of rows that a table holds: a plan drafted here, or its amended version.

What an import reads from a printed annex, a row that was drafted here says itself. The plan is in force at once, and
from then on its text never changes.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from app.cases.attachments import file_store
from app.clock import local_date
from app.deadlines.phrases import PlanPeriod, read_phrase
from app.extensions import db
from app.organisation.models import AgencyKind
from app.organisation.roles import Actor
from app.plans.models import DutyState, Plan, PlanDuty, PlanStatus
from app.plans.reading.agencies import read_agencies, without_leads
from app.plans.register import Register
from app.plans.service.importing import task_of
from app.plans.service.proposals import announce
from app.plans.service.records import of_plan
from app.timeline.log import record


@dataclass(frozen=True)
class IssuedDuty:
    """A reporting duty that the plan lays on agencies of some kinds; `is_exclusive`: "trước ngày"."""

    text: str
    roster: frozenset[AgencyKind]
    first_due: date | None
    is_exclusive: bool = False
    where: str = ""


@dataclass(frozen=True)
class IssuedRow:
    """A row of the annex as it was issued; names of agencies and the time are phrases, as printed."""

    number: str
    group: tuple[str, ...]
    content: str
    lead: str
    coordinating: str = ""
    directing: str = ""
    time: str = ""
    result: str | None = None
    funding: str | None = None


@dataclass(frozen=True)
class IssuedPlan:
    """A plan as a person recorded its issue: number, day and issuer are never invented.

    `first_year` and `last_year` are those that the plan is for. `source_name` and `source_sha256` are the signed
    file's, kept in the file store; without one the rows themselves are kept there as text.
    """

    title: str
    number: str | None
    issued: date | None
    issuer: str | None
    first_year: int
    last_year: int
    source_name: str = ""
    source_sha256: str = ""
    duties: Sequence[IssuedDuty] = field(default=())


def issue_plan(new: IssuedPlan, rows: Sequence[IssuedRow], *, actor: Actor, now: datetime) -> Plan:
    """Put a plan with its rows in force; its duties become obligations (`app.plans.hooks.duty_confirmed`)."""
    register = Register.load(local_date(now))
    period = PlanPeriod(issued=new.issued, start=new.first_year, end=new.last_year)
    read = [_read(row, position, period, register) for position, row in enumerate(rows, start=1)]
    name, sha256 = _source(new, rows)
    plan = Plan(
        title=new.title,
        number=new.number,
        issued=new.issued,
        issuer=new.issuer,
        status=PlanStatus.in_force,
        source_name=name,
        source_sha256=sha256,
        reading=json.dumps({"tasks": read, "not_tasks": []}, ensure_ascii=False),
        imported_at=now,
        imported_by_id=actor.id,
    )
    db.session.add(plan)
    db.session.flush()  # its rows and the timeline carry its key
    tasks = [task_of(plan.id, position, one, register) for position, one in enumerate(read, start=1)]
    for task in tasks:
        task.review = "[]"  # an issued row says what it says: nothing is asked about it
    db.session.add_all(tasks)
    db.session.flush()  # whoever issues goes on with the rows
    record(of_plan(plan), "plan.issued", actor, now, title=plan.title, number=plan.number, tasks=len(tasks))
    for duty in new.duties:
        lay_duty(plan, duty, actor=actor, now=now)
    return plan


def _read(row: IssuedRow, position: int, period: PlanPeriod, register: Register) -> dict[str, Any]:
    """Return the row as the reader of annexes would have read it: names apart, the time as a due rule."""
    lead = read_agencies(row.lead, register)
    coordinating, _dropped = without_leads(read_agencies(row.coordinating, register).names, lead.names)
    due = read_phrase(row.time, period).combined()
    return {
        "number": row.number,
        "group": list(row.group),
        "content": row.content,
        "lead": row.lead,
        "coordinating": row.coordinating,
        "directing": row.directing,
        "time": row.time,
        "result": row.result,
        "funding": row.funding,
        "parsed": {
            "lead": list(lead.names),
            "coordinating": list(coordinating),
            "directing": list(read_agencies(row.directing, register).names),
        },
        "due": due.as_json(),
        "source": [position, position],
        "review": [],
    }


def _source(new: IssuedPlan, rows: Sequence[IssuedRow]) -> tuple[str, str]:
    if new.source_sha256:
        return new.source_name, new.source_sha256
    lines = [new.title, *("\t".join((row.number, row.content, row.lead, row.coordinating, row.time)) for row in rows)]
    stored = file_store().put("\n".join(lines).encode())
    return "phu-luc.txt", stored.sha256


def lay_duty(plan: Plan, duty: IssuedDuty, *, actor: Actor, now: datetime) -> PlanDuty:
    """Lay a reporting duty on the agencies; obligations hear of it. One laid before, in the same words, stays one."""
    there = select(PlanDuty).where(PlanDuty.plan_id == plan.id, PlanDuty.text == duty.text)
    before: PlanDuty | None = db.session.scalar(there)
    if before is not None:
        return before
    row = PlanDuty(
        plan_id=plan.id,
        kind="report",
        text=duty.text,
        who="[]",
        first_due=duty.first_due,
        due_is_exclusive=duty.is_exclusive,
        roster=json.dumps(sorted(kind.value for kind in duty.roster)),
        source="",
        where=duty.where,
        state=DutyState.confirmed,
        decided_by_id=actor.id,
    )
    db.session.add(row)
    announce(plan, row, actor, now)
    return row
