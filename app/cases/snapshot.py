"""What conditions see of a case under the name `case`: fresh, read-only, plain."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from app.cases.models import Case
from app.clock import local_date

PresentFacts = Callable[[datetime], Mapping[str, Any]]

_present: dict[str, PresentFacts] = {}


def present_facts(process_key: str) -> Callable[[PresentFacts], PresentFacts]:
    """Register facts of the cases of one process that hang on the present, e.g. how long ten working days are now."""

    def register(facts: PresentFacts) -> PresentFacts:
        _present[process_key] = facts
        return facts

    return register


def snapshot(case: Case, now: datetime | None = None) -> dict[str, Any]:
    """Return the case's own facts and those its feature added; those that hang on the present only for a `now`."""
    return {
        **json.loads(case.facts),
        **(_present.get(case.process_key, _nothing)(now) if now is not None else {}),
        "id": case.id,
        "title": case.title,
        "agency": case.agency.code,
        "status": case.status.value,
        "is_confidential": case.is_confidential,
        "due": local_date(case.due_at) if case.due_at else None,
        "due_at": case.due_at,
        "overdue_after": case.overdue_after,
    }


def _nothing(_now: datetime) -> Mapping[str, Any]:
    return {}


def form_context(case: Case) -> dict[str, Any]:
    """Return what a form of the case may read: the snapshot as `case`, and the feature's facts by their own names.

    A field takes the fact of its name as its first value; a read-only one keeps it.
    """
    return {**json.loads(case.facts), "case": snapshot(case)}
