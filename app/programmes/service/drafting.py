"""Keep the versions of a programme: drafted by the enterprise, approved by its own head, then never changed."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from app.cases.hooks import Completion, on_completed
from app.cases.locking import lock_case
from app.clock import local_date
from app.errors import Invalid
from app.extensions import db
from app.organisation.roles import SYSTEM
from app.organisation.texts import N_
from app.programmes.models import Enrolment, ProgrammeVersion, State
from app.programmes.records import add_facts, enrolment_of_case, require_enrolment
from app.timeline.log import Subject, record
from app.vietnamese import search_key


@on_completed("programme_approval")
def _follow(completion: Completion) -> Mapping[str, Any] | None:
    enrolment = enrolment_of_case(completion.case.id)
    if enrolment is None:
        return None
    if completion.task.element == "draft_programme":
        _draft(enrolment, completion)
    elif completion.task.element == "approve_programme" and completion.data["programme_decision"] == "approve":
        _approve(enrolment, completion)
    return None


def latest_version(enrolment_id: int) -> ProgrammeVersion | None:
    """Return the newest version of the programme, approved or not."""
    newest = select(ProgrammeVersion).where(ProgrammeVersion.enrolment_id == enrolment_id)
    return db.session.scalar(newest.order_by(ProgrammeVersion.number.desc()).limit(1))


def put_in_force(case_id: int, now: datetime) -> None:
    """Apply the approved version. Its review is due a year after the programme began; a revision moves nothing."""
    case, enrolment = lock_case(case_id), require_enrolment(case_id)
    version = latest_version(enrolment.id)
    if version is None or version.approved_on is None:
        raise LookupError(f"case {case_id} has no approved programme")
    if enrolment.state is State.in_force:
        return
    enrolment.state = State.in_force
    if enrolment.review_on is None:
        enrolment.review_on = a_year_after(max(version.period_from, version.approved_on))
    add_facts(case, review_on=enrolment.review_on.isoformat())
    applied = Subject("case", case_id)
    record(applied, "programme.in_force", SYSTEM, now, number=version.number, review=enrolment.review_on)


def a_year_after(day: date) -> date:
    """Return the same day of the next year; of 29 February the 1 March, so that it is a full year."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 3, 1)


def _draft(enrolment: Enrolment, completion: Completion) -> None:
    data = completion.data
    first, last = date.fromisoformat(data["period_from"]), date.fromisoformat(data["period_to"])
    _check(enrolment, data["programme_name"], first, last)
    version = latest_version(enrolment.id)
    if version is None or version.approved_on is not None:
        version = ProgrammeVersion(
            enrolment_id=enrolment.id, number=version.number + 1 if version else 1, approval_number="", approved_by=""
        )
        db.session.add(version)
    version.name, version.period_from, version.period_to = data["programme_name"], first, last
    version.content = json.dumps(dict(data), ensure_ascii=False, default=str)
    version.drafted_at = completion.now


def _check(enrolment: Enrolment, name: str, first: date, last: date) -> None:
    """Raise Invalid unless the name is tied to the enterprise and the period lasts a year (QĐ 510/QĐ-BKHCN)."""
    wrong: dict[str, list[str]] = {}
    if search_key(enrolment.name) not in search_key(name):
        wrong["programme_name"] = [N_("The name of the programme must contain the name of the enterprise.")]
    if last.toordinal() + 1 < a_year_after(first).toordinal():
        wrong["period_to"] = [N_("A programme applies for at least a year. Choose a later last day.")]
    if wrong:
        raise Invalid(wrong)


def _approve(enrolment: Enrolment, completion: Completion) -> None:
    version = latest_version(enrolment.id)
    if version is None:
        return
    approved_on = date.fromisoformat(completion.data["approved_on"])
    if approved_on > local_date(completion.now):
        raise Invalid({"approved_on": [N_("This day is still to come.")]})
    version.approved_on = approved_on
    version.approval_number = completion.data["approval_number"]
    version.approved_by = completion.actor.name
    approved = Subject("case", completion.case.id)
    record(
        approved, "programme.approved", completion.actor, completion.now, number=version.number,
        document=version.approval_number, on=approved_on,
    )  # fmt: skip


def newest_in_force(enrolment_id: int) -> ProgrammeVersion | None:
    """Return the version that is applied: the newest that was approved."""
    approved = select(ProgrammeVersion).where(
        ProgrammeVersion.enrolment_id == enrolment_id, ProgrammeVersion.approved_on.is_not(None)
    )
    return db.session.scalar(approved.order_by(ProgrammeVersion.number.desc()).limit(1))
