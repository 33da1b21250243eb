"""Open an enterprise's file from its application, and take what was missing in it."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy import select

from app.cases.delivery import deliver
from app.cases.locking import lock_case
from app.cases.models import Case
from app.cases.starting import NewCase, start_case
from app.engine import Message
from app.errors import Forbidden
from app.extensions import db
from app.organisation.models import Agency
from app.organisation.roles import Actor
from app.programmes.errors import NotWaitingForCompletion
from app.programmes.groups import empty_rows
from app.programmes.models import Enrolment, Help, State
from app.programmes.records import add_facts, require_enrolment
from app.programmes.service.surveying import ENTERS
from app.timeline.log import Subject, record

PROCESS = "programme_enrolment"
COMPLETED = "application_completed"

Entries = Mapping[str, Any]


def enter_application(data: Entries, *, actor: Actor, now: datetime) -> Case:
    """Open the file of an enterprise on whose behalf the department enters the application. Raises Forbidden."""
    if not actor.has(*ENTERS):
        raise Forbidden
    return open_file(data, actor=actor, now=now)


def open_file(data: Entries, *, actor: Actor, now: datetime) -> Case:
    """Start the case of an application as its form accepted it; it is the department's until it is accepted."""
    department = db.session.scalars(select(Agency).where(Agency.code == current_app.config["DEPARTMENT_CODE"])).one()
    title = f"Chương trình đảm bảo đo lường: {data['enterprise_name']}"
    new = NewCase(PROCESS, department, title, facts={**data, "situation": empty_rows()})
    # The row comes with the first step: listeners find it by its case as soon as tasks open.
    case, _ = start_case(new, actor=actor, now=now)
    enrolment = Enrolment(case_id=case.id, state=State.applied, applied_at=now, reason="", proposed_class="",
                          published_class="", publication="", **_columns(data))  # fmt: skip
    db.session.add(enrolment)
    db.session.flush()
    record(Subject("case", case.id), "enrolment.applied", actor, now, wish=enrolment.wish, tax_code=enrolment.tax_code)
    return case


def complete_application(case_id: int, data: Entries, *, actor: Actor, now: datetime) -> Enrolment:
    """Take the completed application from the enterprise itself. Raises NotWaitingForCompletion."""
    case = lock_case(case_id)
    enrolment = require_enrolment(case_id)
    keep_application(case, enrolment, data)
    record(Subject("case", case.id), "enrolment.completed", actor, now)
    if not deliver(Message(COMPLETED, {"case": str(case.id)}), now=now, actor=actor):
        raise NotWaitingForCompletion
    return enrolment


def keep_application(case: Case, enrolment: Enrolment, data: Entries) -> None:
    """Put what the form accepted in place of what was applied with before."""
    for name, value in _columns(data).items():
        setattr(enrolment, name, value)
    add_facts(case, **data)


def _columns(data: Entries) -> dict[str, Any]:
    return {
        "name": data["enterprise_name"],
        "tax_code": data["tax_code"],
        "sector": data.get("sector") or "",
        "wish": Help(data["wish"]),
        "application": json.dumps(dict(data), ensure_ascii=False, default=str),
    }
