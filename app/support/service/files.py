"""The file of a laboratory: opened once for a case, found again, its facts for conditions and forms."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import undefer

from app.cases.models import Case, TaskStatus, UserTask
from app.database import change
from app.extensions import db
from app.organisation.models import Agency
from app.support.clauses import CLAUSES
from app.support.errors import SupportNotFound
from app.support.models import Field, GapItem, GapState, LaboratorySupport, Phase
from app.support.queries import active_bodies
from app.timeline.log import Subject

FINANCE = "STC"  # the code of the finance department in most registers; without one the department answers itself
REQUEST = (
    "laboratory",
    "field",
    "wanted_scope",
    "address",
    "is_in_province",
    "is_legal_entity",
    "staff",
    "equipment",
    "has_accreditation",
    "present_state",
)


def support_of(case_id: int) -> LaboratorySupport | None:
    """Return the laboratory's file that the case carries, None for any other case."""
    return db.session.scalar(select(LaboratorySupport).where(LaboratorySupport.case_id == case_id))


def require_support(case_id: int) -> LaboratorySupport:
    """Return the laboratory's file that the case carries; raise SupportNotFound."""
    support = support_of(case_id)
    if support is None:
        raise SupportNotFound
    return support


def open_file(case_id: int, now: datetime) -> LaboratorySupport:
    """Open the file with its 29 clauses, none assessed yet; one that is open stays as it is."""
    found = support_of(case_id)
    if found is not None:
        return found
    case = db.session.get_one(Case, case_id)
    facts = json.loads(case.facts)
    support = LaboratorySupport(
        case_id=case_id,
        laboratory=facts.get("laboratory") or case.title,
        field=Field(facts.get("field") or Field.testing),
        wanted_scope=facts.get("wanted_scope") or "",
        phase=Phase.intake,
        phase_since=now,
        opened_at=now,
    )
    items = [
        GapItem(case_id=case_id, clause=clause, position=position, state=GapState.unassessed)
        for position, clause in enumerate(CLAUSES, 1)
    ]
    db.session.add_all([support, *items])
    add_facts(case, finance_agency=finance_agency(), accreditation_bodies=body_choices())
    return support


def finance_agency() -> str:
    """Return the code of the agency that gives its opinion on money: the finance department, else the department."""
    found = db.session.scalar(select(Agency.code).where(Agency.code == FINANCE, Agency.valid_to.is_(None)))
    return found or str(current_app.config["DEPARTMENT_CODE"])


def body_choices() -> list[dict[str, str]]:
    """Return the accreditation bodies as a form's choices."""
    return [{"value": body.name, "label": _named(body.name, body.programmes)} for body in active_bodies()]


def _named(name: str, programmes: str) -> str:
    return f"{name} ({programmes})" if programmes else name


def request_facts(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what of a request conditions and later forms read."""
    return {name: data.get(name) for name in REQUEST}


def add_facts(case: Case, **facts: Any) -> None:
    """Add to what conditions and forms see of the case."""
    known = {**json.loads(case.facts), **facts}
    change(db.session, case, facts=json.dumps(known, ensure_ascii=False, default=str))


def filed_at(case_id: int, element: str) -> dict[str, Any]:
    """Return what was filed last at a step of the case; {} before that."""
    done = select(UserTask).where(
        UserTask.case_id == case_id, UserTask.element == element, UserTask.status == TaskStatus.completed
    )
    latest = db.session.scalars(done.options(undefer(UserTask.data)).order_by(UserTask.id.desc()).limit(1)).first()
    return dict(json.loads(latest.data or "{}")) if latest else {}


def subject_of(case_id: int) -> Subject:
    """Return what the timeline of the case is kept under."""
    return Subject("case", case_id)
