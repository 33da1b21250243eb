"""The plans come in: the year's is read, decided and put in force; an earlier one waits for its decisions."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from sqlalchemy import select

from app.demo.accounts import COORDINATOR
from app.demo.days import Days
from app.demo.doings import as_
from app.demo.earlier_plan_words import earlier_plan
from app.demo.plan_document import PlanText, as_word
from app.demo.plan_words import NUMBER, year_plan
from app.demo.register import agency_by
from app.demo.story import Act
from app.extensions import db
from app.organisation.models import AgencyKind
from app.plans.models import Plan, PlanDuty, PlanTask, PlanTaskAgency, Target
from app.plans.rows import DUE_REASONS, is_settled, reasons_of
from app.plans.service import import_document, put_in_force
from app.plans.service.deciding import confirm_row, keep_due
from app.plans.service.naming import Answer, Choice, decide_agency
from app.plans.service.proposals import confirm_duty, confirm_target, decline_duty

# Who is meant by names that the register does not take as they are: the successors, or a group of today.
_SUCCESSORS = {
    "Sở Thông tin và Truyền thông": "SKHCN",
    "Sở Kế hoạch và Đầu tư": "STC",
    "Sở Giao thông vận tải": "SXD",
}
_GROUPS = {"UBND các huyện, thị xã, thành phố": "communes"}
# Everybody but the Committee and the ministry.
ROSTER = frozenset(AgencyKind) - {AgencyKind.committee, AgencyKind.ministry, AgencyKind.district}


def acts(days: Days) -> Iterator[Act]:
    """Yield what the coordinator does with the plans."""
    plan = year_plan(days.plan_issued, days.due)
    yield Act(days.back(21, "10:00"), partial(_import, plan))
    yield Act(days.back(21, "10:20"), _decide_rows)
    yield Act(days.back(21, "10:50"), _decide_proposals)
    yield Act(days.back(21, "11:05"), _put_in_force)
    yield Act(days.back(1, "10:30"), partial(_import, earlier_plan()))


def _import(plan: PlanText, now: datetime) -> None:
    import_document(as_word(plan), plan.file_name, actor=as_(COORDINATOR), now=now)


def _decide_rows(now: datetime) -> None:
    plan, coordinator = _plan(), as_(COORDINATOR)
    open_parts = [part for task in plan.tasks for part in task.parts if not is_settled(part)]
    for part in open_parts:
        decide_agency(plan.id, part.id, _choice(part), actor=coordinator, now=now)
    for task in [task for task in plan.tasks if reasons_of(task)]:
        _look_at(plan, task, now)


def _choice(part: PlanTaskAgency) -> Choice:
    if part.name in _SUCCESSORS:
        return Choice(Answer.agency, [agency_by(_SUCCESSORS[part.name]).id])
    if part.name in _GROUPS:
        return Choice(Answer.group, group=_GROUPS[part.name])
    return Choice(Answer.text)


def _look_at(plan: Plan, task: PlanTask, now: datetime) -> None:
    if not DUE_REASONS.isdisjoint(reasons_of(task)):
        keep_due(plan.id, task.id, actor=as_(COORDINATOR), now=now)
    if reasons_of(task):
        confirm_row(plan.id, task.id, actor=as_(COORDINATOR), now=now)


def _decide_proposals(now: datetime) -> None:
    """Take the targets of the body and the yearly report; the rest is no duty of its own."""
    plan, coordinator = _plan(), as_(COORDINATOR)
    for target in db.session.scalars(select(Target).where(Target.plan_id == plan.id).order_by(Target.id).limit(4)):
        confirm_target(plan.id, target.id, True, actor=coordinator, now=now)
    for duty in db.session.scalars(select(PlanDuty).where(PlanDuty.plan_id == plan.id).order_by(PlanDuty.id)).all():
        if duty.first_due:
            confirm_duty(plan.id, duty.id, ROSTER, actor=coordinator, now=now)
        else:
            decline_duty(plan.id, duty.id, actor=coordinator, now=now)


def _put_in_force(now: datetime) -> None:
    put_in_force(_plan().id, actor=as_(COORDINATOR), now=now)


def _plan() -> Plan:
    return db.session.scalars(select(Plan).where(Plan.number == NUMBER)).one()
