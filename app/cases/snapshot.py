"""What conditions see of a case under the name `case`: fresh, read-only, plain."""

import json
from typing import Any

from app.cases.models import Case
from app.clock import local_date


def snapshot(case: Case) -> dict[str, Any]:
    """Return the case's own facts and those its feature added."""
    return {
        **json.loads(case.facts),
        "id": case.id,
        "title": case.title,
        "agency": case.agency.code,
        "status": case.status.value,
        "is_confidential": case.is_confidential,
        "due": local_date(case.due_at) if case.due_at else None,
        "due_at": case.due_at,
        "overdue_after": case.overdue_after,
    }


def form_context(case: Case) -> dict[str, Any]:
    """Return what a form of the case may read: the snapshot as `case`, and the feature's facts by their own names.

    A field takes the fact of its name as its first value; a read-only one keeps it.
    """
    return {**json.loads(case.facts), "case": snapshot(case)}
