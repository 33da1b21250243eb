"""Fetch an enrolment, and keep what its case's conditions and forms read."""

import json
from typing import Any

from sqlalchemy import select

from app.cases.models import Case
from app.database import change
from app.extensions import db
from app.programmes.errors import EnrolmentNotFound
from app.programmes.models import Enrolment


def enrolment_of_case(case_id: int) -> Enrolment | None:
    """Return the enrolment that the case carries; None for a case of another kind."""
    return db.session.scalar(select(Enrolment).where(Enrolment.case_id == case_id))


def require_enrolment(case_id: int) -> Enrolment:
    """Return the enrolment that the case carries; raise EnrolmentNotFound."""
    enrolment = enrolment_of_case(case_id)
    if enrolment is None:
        raise EnrolmentNotFound
    return enrolment


def add_facts(case: Case, **facts: Any) -> None:
    """Add to what the conditions and forms of the (locked) case see; same names are replaced."""
    known = {**json.loads(case.facts), **facts}
    change(db.session, case, facts=json.dumps(known, ensure_ascii=False, default=str))
