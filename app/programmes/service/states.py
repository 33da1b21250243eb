"""Follow where an enrolment stands, by the task that waits on its case."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from app.cases import hooks
from app.cases.models import Case, UserTask
from app.programmes.models import ENDED, State
from app.programmes.records import enrolment_of_case
from app.programmes.service.applying import PROCESS

STATE_AT: Mapping[str, State] = {
    "check_application": State.applied,
    "complete_application": State.completing,
    "evaluate_enterprise": State.selecting,
    "decide_selection": State.selecting,
    "train_enterprise": State.analysing,
    "analyse_situation": State.analysing,
    "check_analysis": State.analysing,
    "draft_programme": State.drafting,
    "give_opinion": State.drafting,
    "approve_programme": State.with_head,
    "write_review": State.reviewing,
    "check_review": State.reviewing,
    "consider_revision": State.reviewing,
    "rate_programme": State.rating,
    "record_publication": State.with_ministry,
}


def _tasks_opened(case: Case, tasks: Sequence[UserTask], _now: datetime) -> None:
    reached = [STATE_AT[task.element] for task in tasks if task.element in STATE_AT]
    if not reached:
        return
    enrolment = enrolment_of_case(case.id)
    if enrolment is not None and enrolment.state not in ENDED:
        enrolment.state = reached[-1]


def _case_ended(case: Case, now: datetime) -> None:
    """Close the file with its case, also where somebody ended the case by hand."""
    enrolment = enrolment_of_case(case.id) if case.process_key == PROCESS else None
    if enrolment is None:
        return
    if enrolment.state not in ENDED:
        enrolment.state = State.finished
    enrolment.ended_at = enrolment.ended_at or now


hooks.tasks_opened.append(_tasks_opened)
hooks.case_ended.append(_case_ended)
