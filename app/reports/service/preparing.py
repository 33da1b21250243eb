"""Prepare a round: from an obligation or ad hoc, with its data window, its deadline and who owes the report."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from flask import current_app
from sqlalchemy import Select, func, select

from app.cases.hooks import Completion, on_completed
from app.cases.models import Case
from app.cases.opening import set_deadline
from app.cases.starting import NewCase, start_case
from app.clock import local_date
from app.deadlines.moments import Deadline, Reading, fixed_date
from app.errors import Forbidden, Invalid
from app.extensions import db
from app.organisation.calendar import office_calendar
from app.organisation.models import Agency
from app.organisation.queries.members import means
from app.organisation.roles import Actor, Role
from app.organisation.texts import N_
from app.reports.models import Campaign, CampaignStatus, Obligation
from app.reports.queries import department
from app.reports.service.proposing import first_entries
from app.timeline.log import Subject, record

PROCESS = "report_campaign"
TASK = "prepare_campaign"


def prepare_round(obligation: Obligation | None, *, actor: Actor, now: datetime) -> Case:
    """Start a round (of the obligation, or ad hoc): the coordinator gets the task of preparing it."""
    if not actor.has(Role.coordinator):
        raise Forbidden
    facts = first_entries(obligation, local_date(now))
    case, _ = start_case(NewCase(PROCESS, department(), facts["title"], facts=facts), actor=actor, now=now)
    return case


def roster(kinds: Sequence[str], day: date) -> list[int]:
    """Return the agencies of those kinds that exist on `day`, by name; the department itself owes nothing."""
    return list(db.session.scalars(_of_kinds(kinds, day).order_by(Agency.sort_key, Agency.id)))


def count_roster(kinds: Sequence[str], day: date) -> dict[str, int]:
    """Return how many agencies of each kind would owe the report, as `roster` would name them."""
    found = _of_kinds(kinds, day).with_only_columns(Agency.kind, func.count()).group_by(Agency.kind)
    return {kind.value: int(number) for kind, number in db.session.execute(found)}


def _of_kinds(kinds: Sequence[str], day: date) -> Select[int]:
    return select(Agency.id).where(means(kinds, day), Agency.code != current_app.config["DEPARTMENT_CODE"])


@on_completed(PROCESS)
def _prepared(completion: Completion) -> Mapping[str, Any] | None:
    if completion.task.element == TASK:
        _create_campaign(completion)
    return None


def _create_campaign(completion: Completion) -> Campaign:
    data, case, now = completion.data, completion.case, completion.now
    facts = json.loads(case.facts)
    if not roster(data["roster"], local_date(now)):
        raise Invalid({"roster": [N_("No agency belongs to the chosen groups.")]})
    deadline = _deadline_of(data, facts.get("reading", "later"), local_date(now))
    campaign = Campaign(
        obligation_id=facts.get("obligation_id"),
        case_id=case.id,
        title=data["title"],
        legal_basis=data["legal_basis"],
        instructions=data.get("instructions") or "",
        period_year=_day(data, "cut_off_to").year,
        cut_off_from=_day(data, "cut_off_from"),
        cut_off_to=_day(data, "cut_off_to"),
        due_on=_day(data, "due_on"),
        due_is_exclusive=bool(data.get("due_is_exclusive")),
        reading=deadline.reading,
        head_by=_day(data, "head_by") if data.get("head_by") else None,
        remind_by=deadline.remind_by,
        due_at=deadline.due_at,
        overdue_after=deadline.overdue_after,
        explanation=json.dumps([{"vi": r.vi, "en": r.en} for r in deadline.explanation], ensure_ascii=False),
        status=CampaignStatus.preparing,
    )
    db.session.add(campaign)
    db.session.flush()  # the timeline and the case carry its id
    case.title = campaign.title
    case.facts = json.dumps({"campaign_id": campaign.id, "roster": data["roster"]})
    set_deadline(case, deadline)
    record(Subject("campaign", campaign.id), "campaign.prepared", completion.actor, now, title=campaign.title)
    return campaign


def _deadline_of(data: Mapping[str, Any], reading: Reading, today: date) -> Deadline:
    first, last, due = (_day(data, key) for key in ("cut_off_from", "cut_off_to", "due_on"))
    if last < first:
        raise Invalid({"cut_off_to": [N_("The data window ends before it begins.")]})
    deadline = fixed_date(due, inclusive=not data.get("due_is_exclusive"), calendar=office_calendar(), reading=reading)
    if local_date(deadline.overdue_after) < today:
        raise Invalid({"due_on": [N_("This deadline has passed already.")]})
    if data.get("head_by") and _day(data, "head_by") > local_date(deadline.due_at):
        raise Invalid({"head_by": [N_("The head needs the report before it is due.")]})
    return deadline


def _day(data: Mapping[str, Any], key: str) -> date:
    return date.fromisoformat(data[key])
