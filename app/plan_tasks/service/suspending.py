"""A coordinator lets a task rest, and later lets it go on, hands it to another agency, or ends it. Dates pause."""

import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm.attributes import set_committed_value

from app.cases.access import require_case
from app.cases.delivery import deliver
from app.cases.hooks import Completion, on_completed
from app.cases.locking import lock_case
from app.cases.messages import waiting_case_ids
from app.cases.models import Case, CaseAgency, Relation, TaskStatus, UserTask
from app.cases.opening import set_deadline
from app.clock import local_date
from app.database import change
from app.deadlines.moments import fixed_date
from app.engine import Message
from app.errors import Forbidden, Invalid
from app.extensions import db
from app.organisation.calendar import office_calendar
from app.organisation.models import Agency
from app.organisation.roles import Actor, Role
from app.organisation.texts import N_
from app.plan_tasks.errors import LeadsAlready, NotWithTheAgency
from app.plan_tasks.models import Assignment, AssignmentState, Contribution
from app.plan_tasks.service.following import follow
from app.plan_tasks.service.opening import PROCESS
from app.plan_tasks.service.records import assignment_of_case, require_assignment, set_facts
from app.plans.register import Register
from app.tasks.drafts import find_draft
from app.timeline.log import Subject, record

MESSAGE = "plan_task_suspended"


def suspend(case_id: int, reason: str, review_on: date, *, actor: Actor, now: datetime) -> Case:
    """Take the task from the agency for a while; the coordinator decides by `review_on` what becomes of it.

    What was half written stays. Raises CaseNotFound, AssignmentNotFound, Forbidden, NotWithTheAgency, Invalid.
    """
    case = require_case(actor, lock_case(case_id))
    assignment = require_assignment(case.id)
    if not actor.has(Role.coordinator):
        raise Forbidden
    correlation = {"case": str(case.id)}
    if case.id not in waiting_case_ids(MESSAGE, correlation):
        raise NotWithTheAgency
    _require_entries(reason, review_on, now)
    record(Subject("case", case.id), "plan_task.suspended", actor, now, reason=reason, until=review_on)
    set_facts(case, suspended_because=reason, review_on=review_on, **_half_written(case))
    assignment.state, assignment.suspended_at = AssignmentState.suspended, now
    assignment.suspended_because = reason
    set_deadline(case, None)
    db.session.flush()  # the message finds the case as it rests
    deliver(Message(MESSAGE, correlation), now=now, actor=actor)
    return case


def _require_entries(reason: str, review_on: date, now: datetime) -> None:
    errors: dict[str, list[str]] = {}
    if not reason.strip():
        errors["reason"] = [N_("Say why the task rests; the agency reads it.")]
    if review_on <= local_date(now):
        errors["review_on"] = [N_("Choose a day after today.")]
    if errors:
        raise Invalid(errors)


def _half_written(case: Case) -> dict[str, Any]:
    """Return what the agency has typed of its result but not sent: the form begins with it when it comes back."""
    query = select(UserTask.id).where(
        UserTask.case_id == case.id, UserTask.element == "deliver_result", UserTask.status == TaskStatus.open
    )
    task_id = db.session.scalar(query)
    draft = find_draft(task_id) if task_id is not None else None
    return {name: draft.data[name] for name in ("result", "evidence") if draft.data.get(name)} if draft else {}


@on_completed(PROCESS)
def _decided(completion: Completion) -> Mapping[str, Any] | None:
    if completion.task.element != "decide_resumption":
        return None
    assignment = assignment_of_case(completion.case.id)
    if assignment is None:
        return None  # a case of this process started by hand
    what = completion.data["resumption"]
    if what == "stop":
        _stop(completion, assignment)
        return None
    if what == "hand_over":
        _hand_over(completion, assignment)
    _go_on(completion, assignment)
    return None


def _stop(completion: Completion, assignment: Assignment) -> None:
    record(
        Subject("case", completion.case.id), "plan_task.stopped", completion.actor, completion.now, **_why(completion)
    )
    assignment.state, assignment.suspended_at = AssignmentState.stopped, None


def _go_on(completion: Completion, assignment: Assignment) -> None:
    """Let the agency accept anew; its limit moves by the days on which the task rested.

    A limit that a person has set while it rested stands as it is: those days are in it already.
    """
    case, now = completion.case, completion.now
    rested = (local_date(now) - local_date(assignment.suspended_at or now)).days
    if case.due_at is None:
        last = local_date(assignment.due_at) + timedelta(days=rested)
        set_deadline(case, fixed_date(last, inclusive=True, calendar=office_calendar()))
    else:
        last = local_date(case.due_at)
    assignment.state, assignment.suspended_at = AssignmentState.assigned, None
    assignment.suspended_because = ""
    db.session.flush()  # the conditions read the case as it goes on
    follow(case, now)
    record(Subject("case", case.id), "plan_task.resumed", completion.actor, now, days=rested, until=last)


def _hand_over(completion: Completion, assignment: Assignment) -> None:
    """Make another agency the lead; the one before keeps seeing the case, and the history keeps what it did."""
    case, now = completion.case, completion.now
    agency = _agency_called(completion.data["new_lead"], now)
    _require_free(assignment, agency)
    old = db.session.get_one(Agency, assignment.agency_id)
    words = {"old": old.name, "new": agency.name, **_why(completion)}
    record(Subject("case", case.id), "plan_task.handed_over", completion.actor, now, **words)
    assignment.agency_id, assignment.accepted_at = agency.id, None
    change(db.session, case, agency_id=agency.id)
    set_committed_value(case, "agency", agency)
    db.session.flush()
    set_committed_value(assignment, "agency", agency)
    set_facts(case, focal_name="", focal_post="", focal_phone="", focal_email="")
    let_take_part(case.id, old.id)
    _hand_over_contributions(assignment, old, agency)


def _agency_called(name: str, now: datetime) -> Agency:
    match = Register.load(local_date(now)).match(name)
    if match.agency is None:
        raise Invalid({"new_lead": [N_("No agency of the register is called that. Enter its full name or its code.")]})
    return db.session.get_one(Agency, match.agency.id)


def _require_free(assignment: Assignment, agency: Agency) -> None:
    same = select(Assignment.id).where(
        Assignment.plan_task_id == assignment.plan_task_id,
        Assignment.year == assignment.year,
        Assignment.agency_id == agency.id,
    )
    if db.session.scalar(same) is not None:
        raise Invalid({"new_lead": [LeadsAlready.message]})


def let_take_part(case_id: int, agency_id: int) -> None:
    """Let an agency see the case as one that coordinates, if it does not yet."""
    taking = select(CaseAgency.id).where(
        CaseAgency.case_id == case_id,
        CaseAgency.agency_id == agency_id,
        CaseAgency.relation == Relation.coordinating,
    )
    if db.session.scalar(taking) is None:
        db.session.add(CaseAgency(case_id=case_id, agency_id=agency_id, relation=Relation.coordinating))


def _hand_over_contributions(assignment: Assignment, old: Agency, agency: Agency) -> None:
    """Let the new lead receive what coordinating agencies still owe."""
    owed = select(Contribution.case_id).where(
        Contribution.assignment_id == assignment.id, Contribution.settled_at.is_(None)
    )
    for case_id in db.session.scalars(owed.order_by(Contribution.case_id)).all():
        case = lock_case(case_id)
        facts = {**json.loads(case.facts), "lead": agency.code}
        change(db.session, case, facts=json.dumps(facts, ensure_ascii=False), version=case.version + 1)
        let_take_part(case_id, agency.id)
        waits = (UserTask.case_id == case_id, UserTask.agency_id == old.id, UserTask.status == TaskStatus.open)
        db.session.execute(
            update(UserTask).where(*waits).values(agency_id=agency.id, assignee_id=None, version=UserTask.version + 1)
        )


def _why(completion: Completion) -> dict[str, str]:
    data = completion.data
    return {"reason": data.get("resumption_reason") or "", "document": data.get("resumption_document") or ""}
