"""Say what the names in a row stand for: an agency, a group, the text as printed. The printed text never changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select

from app.extensions import db
from app.organisation.models import Agency
from app.organisation.records import own_id
from app.organisation.roles import Actor
from app.organisation.texts import N_
from app.plans.errors import ChoiceMissing, NameDecided, RowNotFound
from app.plans.groups import CHOOSABLE
from app.plans.models import Part, PlanTask, PlanTaskAgency
from app.plans.rows import LEAD_REASONS, settle
from app.plans.service.records import locked_while_reading, note, row_of


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
    note(plan, task, "plan.agency_decided", actor, now, name=name, **_said(choice, chosen))
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
    note(plan, task, "plan.lead_named", actor, now, **_said(choice, chosen))
    settle(task, answered=LEAD_REASONS)
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
