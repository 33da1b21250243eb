"""The finance agency's opinion: how much each row of the draft is given."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.cases.hooks import Completion, on_completed
from app.cases.models import Case, CaseAgency, Relation
from app.drafting.models import Drafting
from app.drafting.money import millions, thousands
from app.drafting.queries import drafting_of, kept_rows
from app.drafting.service.consolidating import set_facts
from app.drafting.service.records import drafting_of_case
from app.extensions import db
from app.organisation.roles import Actor
from app.timeline.log import Subject, record

PROCESS, TASK = "plan_consultation", "give_budget_opinion"


def list_budget(case_id: int, now: datetime) -> None:
    """Write the rows of the draft down for the finance agency, and let it see the case; again, they are listed anew."""
    drafting = drafting_of_case(case_id)
    rows = [
        {
            "row_id": row.id,
            "number": str(number),
            "content": row.content,
            "lead": row.lead,
            "funding_source": row.funding_source,
            "funding": millions(row.funding),
            "allocated": millions(row.allocated if row.allocated is not None else row.funding),
            "finance_opinion": row.finance_opinion,
        }
        for number, row in enumerate(kept_rows(drafting.id), start=1)
    ]
    set_facts(db.session.get_one(Case, case_id), budget_rows=rows)
    _let_see(drafting, now)


def _let_see(drafting: Drafting, _now: datetime) -> None:
    there = select(CaseAgency.id).where(
        CaseAgency.case_id == drafting.case_id,
        CaseAgency.agency_id == drafting.finance_agency_id,
        CaseAgency.relation == Relation.coordinating,
    )
    if db.session.scalar(there) is None:
        db.session.add(
            CaseAgency(case_id=drafting.case_id, agency_id=drafting.finance_agency_id, relation=Relation.coordinating)
        )


@on_completed(PROCESS)
def _given(completion: Completion) -> Mapping[str, Any] | None:
    drafting = drafting_of(completion.case.id)
    if completion.task.element == TASK and drafting is not None:
        allocate(drafting, completion.data, actor=completion.actor, now=completion.now)
    return None


def allocate(drafting: Drafting, data: Mapping[str, Any], *, actor: Actor, now: datetime) -> None:
    """Give the rows of the draft what the finance agency's form says."""
    given = data.get("budget_rows") or []
    rows = dict(enumerate(kept_rows(drafting.id), start=1))
    for entry in given:
        row = rows[int(entry["number"])]  # the draft is locked while opinions are asked for: numbers stay
        row.allocated = thousands(entry.get("allocated"))
        row.finance_opinion = entry.get("finance_opinion") or ""
    total = sum(row.allocated or 0 for row in rows.values())
    record(Subject("case", drafting.case_id), "draft.budgeted", actor, now, allocated=total)
