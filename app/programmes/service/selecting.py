"""What the tasks of the selection decide, criterion by criterion and for the whole."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete

from app.cases.hooks import Completion, on_completed
from app.cases.locking import lock_case
from app.clock import local_date
from app.extensions import db
from app.organisation.roles import SYSTEM
from app.programmes.models import Enrolment, EnrolmentScore, Help, Stage, State
from app.programmes.records import add_facts, enrolment_of_case, require_enrolment
from app.programmes.service import telling
from app.programmes.service.applying import keep_application
from app.timeline.log import Subject, record


@on_completed("programme_selection")
def _follow(completion: Completion) -> Mapping[str, Any] | None:
    enrolment = enrolment_of_case(completion.case.id)
    if enrolment is None:
        return None
    element, data = completion.task.element, completion.data
    if element == "check_application" and data["check_decision"] == "return":
        telling.tell_returned(completion.case.id, completion.task.id, data["return_reason"], completion.now)
    elif element == "complete_application":
        keep_application(completion.case, enrolment, data)
    elif element == "decide_selection":
        _decide(enrolment, completion)
    return None


def _decide(enrolment: Enrolment, completion: Completion) -> None:
    decision = completion.data["selection_decision"]
    if decision == "refuse":
        enrolment.state, enrolment.reason = State.refused, completion.data["refusal_reason"]
        telling.tell_refused(completion.case.id, enrolment.reason, completion.now)
    elif decision != "return":
        enrolment.help, enrolment.selected_on = Help(decision), local_date(completion.now)


def keep_selection(case_id: int, lines: Iterable[Mapping[str, Any]], suggested: str | None, now: datetime) -> None:
    """Keep the points, and what the table makes of their sum: the leader reads it and decides."""
    case = lock_case(case_id)
    keep_points(case_id, Stage.selection, lines, now)
    add_facts(case, suggested_help=suggested)


def keep_points(case_id: int, stage: Stage, lines: Iterable[Mapping[str, Any]], now: datetime) -> int:
    """Keep the points of each criterion in place of those given before; return the sum."""
    enrolment = require_enrolment(case_id)
    db.session.execute(
        delete(EnrolmentScore).where(EnrolmentScore.enrolment_id == enrolment.id, EnrolmentScore.stage == stage)
    )
    scores = [
        EnrolmentScore(
            enrolment_id=enrolment.id,
            stage=stage,
            number=int(line["number"]),
            criterion=str(line["criterion"]),
            points=int(line["points"]),
            maximum=int(line["maximum"]),
        )
        for line in lines
    ]
    db.session.add_all(scores)
    total = sum(score.points for score in scores)
    most = sum(score.maximum for score in scores)
    record(Subject("case", case_id), "enrolment.scored", SYSTEM, now, stage=stage, points=total, maximum=most)
    return total
