"""Submit the changes, put the issued version in force, and say how the amendment ended."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from app.amendments.models import PlanAmendment
from app.amendments.queries import PROCESS, PROPOSE, amendment_of_case, count_changes, row_changes
from app.amendments.service.starting import decision_title
from app.cases import hooks
from app.cases.hooks import Completion, on_completed
from app.cases.jobs import enqueue
from app.cases.locking import lock_case
from app.cases.messages import DELIVERY_JOB
from app.cases.models import Case
from app.errors import Invalid
from app.extensions import db
from app.issuing.queries import latest_document
from app.organisation.models import User
from app.organisation.roles import SYSTEM, Actor
from app.organisation.texts import N_
from app.plans.service.amending import Issue, amend_plan

ISSUED = "amendment_issued"
WITHDRAWN = "amendment_withdrawn"


@on_completed(PROCESS)
def _submitted(completion: Completion) -> Mapping[str, Any] | None:
    """Let nothing be submitted that changes nothing; keep title and reason for those who sign."""
    if completion.task.element != PROPOSE or completion.data.get("proposal_decision") != "submit":
        return None
    amendment = amendment_of_case(completion.case.id)
    if amendment is None or not count_changes(amendment.id):
        raise Invalid({"proposal_decision": [N_("Propose at least one change of the plan first.")]})
    amendment.reason = completion.data["amendment_reason"]
    keep_facts(
        completion.case,
        document_title=completion.data["document_title"],
        amendment_reason=completion.data["amendment_reason"],
    )
    return None


def name_decision(case_id: int) -> None:
    """Prefill the title of the decision that is recorded next."""
    case = lock_case(case_id)
    amendment = _amendment(case_id)
    keep_facts(case, document_title=decision_title(amendment.plan))


def put_in_force(case_id: int, now: datetime) -> None:
    """Make the new version of what was approved, with number, date and file as recorded; done once it stays done."""
    case = lock_case(case_id)
    amendment = _amendment(case_id)
    if amendment.new_plan_id is not None:
        return
    document = latest_document(case_id)
    if document is None:
        raise LookupError(f"no decision has been recorded on case {case_id}")
    file = document.attachment
    issue = Issue(
        number=document.number,
        issued=document.issued_on,
        issuer=amendment.plan.issuer,
        source_name=file.name if file else "",
        source_sha256=file.sha256 if file else "",
    )
    recorder = _recorder(document.recorded_by_id)
    new = amend_plan(amendment.plan_id, row_changes(amendment.id), issue, actor=recorder, now=now)
    amendment.new_plan_id = new.id
    keep_facts(case, new_plan_id=new.id)
    _tell_who_asked(amendment, ISSUED, now)


def _ended(case: Case, now: datetime) -> None:
    """Note that the amendment is over; who asked for it hears when nothing came of it."""
    if case.process_key != PROCESS:
        return
    amendment = amendment_of_case(case.id)
    if amendment is None:
        return
    amendment.ended_at = now
    if amendment.new_plan_id is None:
        _tell_who_asked(amendment, WITHDRAWN, now)


def _tell_who_asked(amendment: PlanAmendment, message: str, now: datetime) -> None:
    """Send the case that asked for the amendment a message; it is delivered in a unit of work of its own."""
    if amendment.asked_by_case_id is None:
        return
    enqueue(
        kind=DELIVERY_JOB,
        subject=f"{amendment.case_id}:{message}",
        due_at=now,
        case_id=None,
        payload={"name": message, "correlation": {"case": str(amendment.asked_by_case_id)}, "payload": {}},
        now=now,
    )


def keep_facts(case: Case, **facts: Any) -> None:
    """Add facts to what forms and conditions see of the case."""
    case.facts = json.dumps({**json.loads(case.facts), **facts}, ensure_ascii=False)


def _amendment(case_id: int) -> PlanAmendment:
    amendment = amendment_of_case(case_id)
    if amendment is None:
        raise LookupError(f"case {case_id} amends no plan")
    return amendment


def _recorder(user_id: int | None) -> Actor:
    """Return who recorded the decision: the version bears their name, the system only carries it out."""
    user = db.session.get(User, user_id) if user_id is not None else None
    return Actor(user.id, user.name) if user else SYSTEM


if _ended not in hooks.case_ended:
    hooks.case_ended.append(_ended)
