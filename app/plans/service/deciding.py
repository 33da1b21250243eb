"""Decide what is doubtful in a row. The printed text never changes; each decision is one entry of the timeline."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select

from app.clock import local_date
from app.deadlines.phrases import DueKind
from app.extensions import db
from app.organisation.models import Agency
from app.organisation.records import own_id
from app.organisation.roles import Actor
from app.organisation.texts import N_
from app.plans.errors import ChoiceMissing, NameDecided, RowNotFound
from app.plans.evidence import evidence_of
from app.plans.groups import CHOOSABLE
from app.plans.models import Part, Plan, PlanTask, PlanTaskAgency
from app.plans.reading import needs_decision
from app.plans.register import Register
from app.plans.rows import AGENCY_REASONS, DUE_REASONS, LEAD_REASONS, reasons_of, settle
from app.plans.service.importing import task_of
from app.plans.service.locking import locked_while_reading, of_plan, row_of
from app.timeline.log import record

_SERIES = frozenset({DueKind.EVERY_YEAR, DueKind.EVERY_N_YEARS})


class Answer(StrEnum):
    """What a person makes of a name."""

    agency = "agency"
    group = "group"
    text = "text"  # it stays as printed, and stands for nobody in the register
    drop = "drop"  # not a part of its own, e.g. the successor leads the task already


@dataclass(frozen=True)
class Choice:
    """An answer with what belongs to it: the agencies, or the group."""

    answer: Answer
    agency_ids: Sequence[int] = ()
    group: str = ""


def decide_agency(plan_id: int, part_id: int, choice: Choice, *, actor: Actor, now: datetime) -> PlanTask:
    """Say what a name stands for. Raises NameDecided, RowNotFound, PlanInForce and ChoiceMissing.

    An agency that leads the task already is not listed again as coordinating: the name is dropped.
    """
    plan = locked_while_reading(plan_id)
    part = db.session.get(PlanTaskAgency, part_id)
    if part is None:
        raise NameDecided
    if part.task.plan_id != plan.id:
        raise RowNotFound
    task, name = part.task, part.name
    chosen = _chosen(choice, part)
    task.parts.remove(part)
    db.session.delete(part)
    _add(task, part.part, name, choice, chosen, actor)
    _noted(plan, task, "plan.agency_decided", actor, now, name=name, **_said(choice, chosen))
    settle(task)
    return task


def name_lead(plan_id: int, task_id: int, choice: Choice, *, actor: Actor, now: datetime) -> PlanTask:
    """Say who leads a task whose row names nobody; `text` leaves it without a lead until a document names one."""
    plan = locked_while_reading(plan_id)
    task = row_of(plan, task_id)
    if choice.answer is Answer.drop:
        raise ChoiceMissing({"answer": [N_("Choose one of the answers.")]})
    chosen = _chosen(choice, None)
    if choice.answer is not Answer.text:
        names = {agency.id: agency.name for agency in chosen}
        for name in list(names.values()) or [choice.group]:
            _add(task, Part.lead, name, choice, [agency for agency in chosen if agency.name == name], actor)
    _noted(plan, task, "plan.lead_named", actor, now, **_said(choice, chosen))
    settle(task, answered=LEAD_REASONS)
    return task


def decide_due(plan_id: int, task_id: int, first_due: date | None, *, actor: Actor, now: datetime) -> PlanTask:
    """Set the first due date of a row, its last day included; None: none is set, the task is only followed.

    A series ("hằng năm", "3 năm/lần") stays one and begins with that date.
    """
    plan = locked_while_reading(plan_id)
    task = row_of(plan, task_id)
    before = task.first_due
    if first_due is None:
        task.due_kind, task.due_from, task.due_to = DueKind.NONE.value, None, None
    elif task.due_kind in _SERIES:
        task.due_from = first_due.year
    else:
        task.due_kind, task.due_from, task.due_to = DueKind.BY_DATE.value, first_due.year, first_due.year
    task.first_due, task.due_is_exclusive = first_due, False
    _noted(plan, task, "plan.due_decided", actor, now, before=before, due=first_due)
    settle(task, answered=DUE_REASONS)
    return task


def keep_due(plan_id: int, task_id: int, *, actor: Actor, now: datetime) -> PlanTask:
    """Say that the due date was understood rightly."""
    plan = locked_while_reading(plan_id)
    task = row_of(plan, task_id)
    _noted(plan, task, "plan.due_confirmed", actor, now, due=task.first_due)
    settle(task, answered=DUE_REASONS)
    return task


def confirm_row(plan_id: int, task_id: int, *, actor: Actor, now: datetime) -> PlanTask:
    """Say that a row was understood rightly; what asks for an agency or a date stays open."""
    plan = locked_while_reading(plan_id)
    task = row_of(plan, task_id)
    questions = {reason for reason in AGENCY_REASONS | LEAD_REASONS | DUE_REASONS if needs_decision(reason)}
    seen = frozenset(reasons_of(task)) - questions
    _noted(plan, task, "plan.row_confirmed", actor, now, reasons=sorted(seen))
    settle(task, answered=seen)
    return task


def set_aside(plan_id: int, task_id: int, *, actor: Actor, now: datetime) -> None:
    """Say that a row is no task, e.g. a heading; it is listed among what is no task, and can be put back."""
    plan = locked_while_reading(plan_id)
    task = row_of(plan, task_id)
    _noted(plan, task, "plan.row_set_aside", actor, now)
    _remove(task)


def read_anew(plan_id: int, position: int, *, actor: Actor, now: datetime) -> PlanTask:
    """Undo all decisions on a row, also that it is no task: it stands again as it was read."""
    plan = locked_while_reading(plan_id)
    read = evidence_of(plan)
    if not 1 <= position <= len(read.json["tasks"]):
        raise RowNotFound
    old = db.session.scalar(select(PlanTask).where(PlanTask.plan_id == plan.id, PlanTask.position == position))
    if old is not None:
        _remove(old)
    task = task_of(plan.id, position, read.task(position), Register.load(local_date(now)))
    db.session.add(task)
    db.session.flush()  # whoever asked goes on with it
    _noted(plan, task, "plan.row_read_anew", actor, now)
    return task


def _chosen(choice: Choice, part: PlanTaskAgency | None) -> Sequence[Agency]:
    """Return the agencies of a choice; raise ChoiceMissing when it does not say enough."""
    if choice.answer is Answer.drop and part is not None and part.part is Part.lead:
        raise ChoiceMissing({"answer": [N_("A lead agency cannot be left out; leave the name as text instead.")]})
    if choice.answer is Answer.group and choice.group not in CHOOSABLE:
        raise ChoiceMissing({"answer": [N_("Choose a group of agencies.")]})
    if choice.answer is not Answer.agency:
        return []
    found = db.session.scalars(select(Agency).where(Agency.id.in_(choice.agency_ids)).order_by(Agency.sort_key)).all()
    if not found:
        raise ChoiceMissing({"agency": [N_("Name the agency, by its name or its code.")]})
    return found


def _add(task: PlanTask, part: Part, name: str, choice: Choice, chosen: Sequence[Agency], actor: Actor) -> None:
    """List what was chosen; an agency stands once in a task, and its lead before all other parts."""
    if choice.answer is Answer.drop:
        return
    if choice.answer is not Answer.agency:
        group = choice.group if choice.answer is Answer.group else None
        task.parts.append(PlanTaskAgency(part=part, name=name, group=group, decided_by_id=own_id(actor)))
        return
    listed = {other.agency_id for other in task.parts if part is not Part.lead or other.part is Part.lead}
    for agency in chosen:
        if agency.id not in listed:
            task.parts.append(PlanTaskAgency(part=part, name=name, agency=agency, decided_by_id=own_id(actor)))
    if part is Part.lead:
        ids = {agency.id for agency in chosen}
        for other in [one for one in task.parts if one.part is not Part.lead and one.agency_id in ids]:
            task.parts.remove(other)
            db.session.delete(other)


def _said(choice: Choice, chosen: Sequence[Agency]) -> dict[str, Any]:
    return {"answer": choice.answer.value, "agencies": [agency.name for agency in chosen], "group": choice.group}


def _noted(plan: Plan, task: PlanTask, action: str, actor: Actor, now: datetime, **facts: Any) -> None:
    where = {"row": task.number or "", "position": task.position, "content": task.content[:120]}
    record(of_plan(plan), action, actor, now, **where, **facts)


def _remove(task: PlanTask) -> None:
    for part in list(task.parts):
        db.session.delete(part)
    db.session.flush()  # the parts refer to the row
    db.session.delete(task)
    db.session.flush()  # it may be read anew at once
