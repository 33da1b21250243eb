"""Keep the rating: points, the department's proposal, the Committee's decision, sending, the Ministry's publication."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from app.cases.hooks import Completion, on_completed
from app.cases.locking import lock_case
from app.clock import local_date
from app.errors import Invalid
from app.organisation.roles import SYSTEM
from app.organisation.texts import N_
from app.programmes.models import Enrolment, Stage, State
from app.programmes.records import add_facts, enrolment_of_case, require_enrolment
from app.programmes.service.selecting import keep_points
from app.timeline.log import Subject, record


def keep_rating(case_id: int, lines: Sequence[Mapping[str, Any]], found: str, now: datetime) -> None:
    """Keep the points and the class that the tables gave; name the document that goes on its way."""
    case, enrolment = lock_case(case_id), require_enrolment(case_id)
    keep_points(case_id, Stage.rating, lines, now)
    enrolment.proposed_class = found
    title = f"Đề nghị xếp loại Chương trình đảm bảo đo lường tại {enrolment.name}: {found}"
    add_facts(case, document_title=title[:400])


def note_proposal(case_id: int, now: datetime) -> None:
    """Note the day on which the department's leader signed the proposal."""
    enrolment = require_enrolment(case_id)
    if enrolment.proposed_on == local_date(now):
        return
    enrolment.proposed_on = local_date(now)
    proposed = enrolment.proposed_class
    record(Subject("case", case_id), "rating.proposed", SYSTEM, now, proposed=proposed, on=enrolment.proposed_on)


@on_completed("committee_decision")
def _committee_decided(completion: Completion) -> Mapping[str, Any] | None:
    enrolment = enrolment_of_case(completion.case.id)
    if enrolment is not None and completion.data.get("committee_decision") == "approve":
        enrolment.committee_on = local_date(completion.now)
    return None


@on_completed("issue_document")
def _sent(completion: Completion) -> Mapping[str, Any] | None:
    enrolment = enrolment_of_case(completion.case.id)
    if enrolment is not None and completion.data.get("issued_on"):
        enrolment.sent_on = date.fromisoformat(completion.data["issued_on"])
    return None


@on_completed("programme_rating")
def _published(completion: Completion) -> Mapping[str, Any] | None:
    enrolment = enrolment_of_case(completion.case.id)
    if enrolment is None or completion.task.element != "record_publication":
        return None
    if completion.data["publication_decision"] == "published":
        _publish(enrolment, completion)
    else:
        enrolment.state, enrolment.reason = State.finished, completion.data["declined_reason"]
    return None


def _publish(enrolment: Enrolment, completion: Completion) -> None:
    data, on = completion.data, date.fromisoformat(completion.data["published_on"])
    if on > local_date(completion.now):
        raise Invalid({"published_on": [N_("This day is still to come.")]})
    if enrolment.sent_on is not None and on < enrolment.sent_on:
        raise Invalid({"published_on": [N_("The Ministry cannot publish the class before the result was sent to it.")]})
    enrolment.state = State.rated
    enrolment.published_on, enrolment.published_class = on, data["published_class"]
    enrolment.publication = data["publication"]
    told = Subject("case", completion.case.id)
    record(
        told, "rating.published", completion.actor, completion.now, published=enrolment.published_class, on=on,
        document=enrolment.publication,
    )  # fmt: skip
