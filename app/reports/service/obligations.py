"""Keep the register of standing reporting duties; each names the document that orders it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.deadlines.wording import short_date
from app.errors import Invalid
from app.extensions import db
from app.organisation.models import AgencyKind
from app.organisation.roles import Actor
from app.organisation.texts import N_
from app.plans.hooks import DutyConfirmed, PlanAmended, duty_confirmed, plan_amended
from app.plans.models import Plan
from app.reports.errors import ObligationNotFound
from app.reports.models import Obligation
from app.timeline.log import Subject, record

TITLE_AT_MOST = 400


@dataclass(frozen=True)
class Duty:
    """What an obligation says; without day and month it is due on request.

    A year of its data closes by the end of `closes_day`; without one, each round proposes its own.
    """

    title: str
    legal_basis: str
    due_day: int | None
    due_month: int | None
    due_is_exclusive: bool
    reading: str
    roster: Sequence[AgencyKind]
    closes_day: int | None = None
    closes_month: int | None = None


def enter_obligation(duty: Duty, *, actor: Actor, now: datetime) -> Obligation:
    """Enter a duty. Raises Invalid when nobody would owe it."""
    obligation = Obligation(created_at=now, **_columns(duty))
    db.session.add(obligation)
    db.session.flush()  # the timeline carries its key
    record(Subject("obligation", obligation.id), "obligation.entered", actor, now, **_columns(duty))
    return obligation


def correct_obligation(obligation_id: int, duty: Duty, *, actor: Actor, now: datetime) -> Obligation:
    """Correct a duty; rounds that have begun keep what they began with."""
    obligation = _locked(obligation_id)
    new = _columns(duty)
    changes = {name: [getattr(obligation, name), value] for name, value in new.items()}
    changes = {name: pair for name, pair in changes.items() if pair[0] != pair[1]}
    record(Subject("obligation", obligation.id), "obligation.corrected", actor, now, changes=changes)
    for name, value in new.items():
        setattr(obligation, name, value)
    return obligation


def set_in_force(obligation_id: int, is_active: bool, *, actor: Actor, now: datetime) -> Obligation:
    """End a duty, or let it apply again."""
    obligation = _locked(obligation_id)
    action = "obligation.resumed" if is_active else "obligation.ended"
    record(Subject("obligation", obligation.id), action, actor, now)
    obligation.is_active = is_active
    return obligation


def enter_confirmed(confirmed: DutyConfirmed) -> None:
    """Enter a duty that a plan in force orders, with the line it stands on; confirmed again it stays one duty."""
    plan, due = confirmed.plan, confirmed.first_due
    same_line = select(Obligation.id).where(Obligation.plan_id == plan.id, Obligation.source == confirmed.source)
    # One sentence may order a report for a day of each year and another on request.
    if db.session.scalar(same_line.where(Obligation.due_month == (due.month if due else None))) is not None:
        return
    duty = Duty(
        title=f"Báo cáo kết quả thực hiện {_called(plan)}"[:TITLE_AT_MOST],
        legal_basis=", ".join(part for part in (_clause(confirmed.where), _basis(plan)) if part),
        due_day=due.day if due else None,
        due_month=due.month if due else None,
        due_is_exclusive=confirmed.is_exclusive,
        reading="later",
        roster=sorted(confirmed.roster),
    )
    obligation = enter_obligation(duty, actor=confirmed.actor, now=confirmed.now)
    obligation.plan_id, obligation.source = plan.id, confirmed.source


def _clause(where: str) -> str:
    """Return "mục IV.1" for a bare number; a clause that says what it is stays as it is."""
    return f"mục {where}" if where[:1].isdecimal() or where[:1] in ("I", "V", "X") else where


def _called(plan: Plan) -> str:
    return f"Kế hoạch {plan.number}" if plan.number else plan.title


def _basis(plan: Plan) -> str:
    issued = f" ngày {short_date(plan.issued)}" if plan.issued else ""
    return f"Kế hoạch số {plan.number}{issued} của {plan.issuer or 'UBND tỉnh'}" if plan.number else plan.title


def go_on_with(amended: PlanAmended) -> None:
    """Let the duties of the former version be those of the new one: each stays one obligation, with its rounds."""
    for obligation in db.session.scalars(select(Obligation).where(Obligation.plan_id == amended.old.id)):
        facts = {"plan": amended.new.id, "number": amended.new.number}
        record(Subject("obligation", obligation.id), "obligation.continued", amended.actor, amended.now, **facts)
        obligation.plan_id = amended.new.id


duty_confirmed.append(enter_confirmed)
plan_amended.append(go_on_with)


def _columns(duty: Duty) -> dict[str, Any]:
    if not duty.roster:
        raise Invalid({"roster": [N_("Choose who owes the report.")]})
    return {
        "title": duty.title,
        "legal_basis": duty.legal_basis,
        "due_day": duty.due_day,
        "due_month": duty.due_month,
        "due_is_exclusive": duty.due_is_exclusive,
        "reading": duty.reading,
        "closes_day": duty.closes_day,
        "closes_month": duty.closes_month,
        "roster": json.dumps([kind.value for kind in duty.roster]),
    }


def _locked(obligation_id: int) -> Obligation:
    obligation = db.session.get(Obligation, obligation_id, with_for_update=True, populate_existing=True)
    if obligation is None:
        raise ObligationNotFound
    return obligation
