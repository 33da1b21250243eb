"""Take a request in: what the table says, what the specialist decides, the survey, the agreement."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from app.cases.hooks import Completion, on_completed
from app.cases.models import Case
from app.clock import local_date
from app.errors import Invalid
from app.extensions import db
from app.organisation.roles import SYSTEM
from app.organisation.texts import N_
from app.support.models import Field, GapItem, GapState, Phase
from app.support.service import telling
from app.support.service.checking import not_later_than_today
from app.support.service.files import (
    add_facts,
    filed_at,
    open_file,
    request_facts,
    require_support,
    subject_of,
)
from app.support.service.following import set_phase
from app.support.service.requesting import INTAKE
from app.timeline.log import record


def note_eligibility(case_id: int, judged: Mapping[str, Any], now: datetime) -> None:
    """Keep what the table of conditions says, for the one who decides."""
    support = open_file(case_id, now)
    result, reason = str(judged.get("result") or ""), str(judged.get("reason") or "")
    record(subject_of(case_id), "support.judged", SYSTEM, now, result=result, note=reason)
    support.eligibility, support.eligibility_reason = result, reason
    add_facts(db.session.get_one(Case, case_id), eligibility=result, eligibility_reason=reason)


@on_completed(INTAKE)
def _taken_in(completion: Completion) -> Mapping[str, Any] | None:
    element, case_id = completion.task.element, completion.case.id
    if element == "complete_request":
        _correct_request(completion)
    elif element == "survey":
        not_later_than_today(completion.data, "surveyed_on", completion.now)
        _require_assessed(case_id)
    elif element == "draft_agreement":
        _draft_agreement(completion)
    return None


def _correct_request(completion: Completion) -> None:
    support, data = open_file(completion.case.id, completion.now), completion.data
    support.laboratory, support.field = data["laboratory"], Field(data["field"])
    support.wanted_scope = data["wanted_scope"]
    add_facts(completion.case, **request_facts(data))


def _require_assessed(case_id: int) -> None:
    left = select(func.count()).where(GapItem.case_id == case_id, GapItem.state == GapState.unassessed)
    if db.session.scalar(left):
        raise Invalid({"survey_summary": [N_("Some of the 29 clauses are not assessed yet. Open the gap analysis.")]})


def _draft_agreement(completion: Completion) -> None:
    if date.fromisoformat(completion.data["agreed_until"]) <= local_date(completion.now):
        raise Invalid({"agreed_until": [N_("Choose a day after today.")]})
    support = open_file(completion.case.id, completion.now)
    add_facts(completion.case, document_title=f"Thỏa thuận hỗ trợ {support.laboratory}")


def note_agreement(case_id: int, now: datetime) -> None:
    """Keep what was agreed and signed: the money of both sides, and until when."""
    support, agreed = require_support(case_id), filed_at(case_id, "draft_agreement")
    record(subject_of(case_id), "support.agreed", SYSTEM, now, until=agreed["agreed_until"])
    support.support_amount, support.own_amount = agreed["support_amount"], agreed.get("own_amount")
    support.agreed_until = date.fromisoformat(agreed["agreed_until"])


def refuse(case_id: int, now: datetime) -> None:
    """Close the file with the reason of the refusal, and tell the laboratory; a second time changes nothing."""
    support = require_support(case_id)
    if support.phase is Phase.refused:
        return
    reason = str(filed_at(case_id, "check_request").get("refusal_reason") or "")
    record(subject_of(case_id), "support.refused", SYSTEM, now, reason=reason)
    support.end_reason = reason
    set_phase(support, Phase.refused, now)
    telling.tell_refused(support, reason, now)
