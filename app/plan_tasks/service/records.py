"""Find the assignment a case carries, and keep what its diagram and its forms read."""

import json
from typing import Any

from sqlalchemy import select

from app.cases.models import Case
from app.database import change
from app.extensions import db
from app.plan_tasks.errors import AssignmentNotFound
from app.plan_tasks.models import Assignment, Contribution


def assignment_of_case(case_id: int) -> Assignment | None:
    """Return the assignment that the case carries; None for any other case, and for one started by hand."""
    return db.session.scalar(select(Assignment).where(Assignment.case_id == case_id))


def require_assignment(case_id: int) -> Assignment:
    """Return the assignment that the case carries; raise AssignmentNotFound."""
    assignment = assignment_of_case(case_id)
    if assignment is None:
        raise AssignmentNotFound
    return assignment


def contribution_of_case(case_id: int) -> Contribution | None:
    """Return the contribution that the case carries."""
    return db.session.scalar(select(Contribution).where(Contribution.case_id == case_id))


def set_facts(case: Case, **facts: Any) -> None:
    """Let conditions, timers and forms of the locked case read these from now on."""
    kept = {**json.loads(case.facts), **facts}
    change(db.session, case, facts=json.dumps(kept, ensure_ascii=False, default=str))
