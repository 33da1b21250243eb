"""Keep the occurrences of help and the nine groups of the situation analysis."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import delete

from app.cases.hooks import Completion, on_completed
from app.clock import local_date
from app.errors import Invalid
from app.extensions import db
from app.organisation.texts import N_
from app.programmes.models import Assistance, Enrolment, Help, SituationGroup
from app.programmes.records import add_facts, enrolment_of_case

_TEXTS = ("current_state", "evidence", "gap", "cause", "proposal", "unit")


@on_completed("programme_preparation")
def _follow(completion: Completion) -> Mapping[str, Any] | None:
    enrolment = enrolment_of_case(completion.case.id)
    if enrolment is None:
        return None
    if completion.task.element == "train_enterprise":
        _keep_assistance(enrolment, completion)
    elif completion.task.element == "analyse_situation":
        _keep_groups(enrolment, completion)
    elif completion.task.element == "check_analysis":
        name = f"Chương trình đảm bảo đo lường tại {enrolment.name}"
        add_facts(completion.case, programme_name=name, period_from=local_date(completion.now).isoformat())
    return None


def _keep_assistance(enrolment: Enrolment, completion: Completion) -> None:
    sessions = completion.data["sessions"]
    today = local_date(completion.now)
    late = [index for index, row in enumerate(sessions) if date.fromisoformat(row["given_on"]) > today]
    if late:
        raise Invalid({f"sessions[{index}].given_on": [N_("This day is still to come.")] for index in late})
    db.session.add_all(
        Assistance(
            enrolment_id=enrolment.id,
            task_id=completion.task.id,
            help=enrolment.help or Help.guided,
            given_on=date.fromisoformat(row["given_on"]),
            content=row["content"],
            people=int(row["people"]),
        )
        for row in sessions
    )


def _keep_groups(enrolment: Enrolment, completion: Completion) -> None:
    db.session.execute(delete(SituationGroup).where(SituationGroup.enrolment_id == enrolment.id))
    db.session.add_all(
        SituationGroup(
            enrolment_id=enrolment.id,
            number=int(row["number"]),
            deadline=date.fromisoformat(row["deadline"]) if row.get("deadline") else None,
            **{name: row.get(name) or "" for name in _TEXTS},
        )
        for row in completion.data["situation"]
    )
