"""Begin a review of a plan, and take what the coordinator decides about it."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from app.applications.queries import department
from app.cases.hooks import Completion, on_completed
from app.cases.models import Case
from app.cases.opening import set_deadline
from app.cases.starting import NewCase, start_case
from app.clock import local_date
from app.database import change
from app.deadlines.moments import fixed_date
from app.errors import Forbidden, Invalid
from app.extensions import db
from app.organisation.calendar import office_calendar
from app.organisation.roles import Actor, Role
from app.organisation.texts import N_
from app.plans.models import Plan, PlanStatus
from app.reviews.asked import asked_agencies
from app.reviews.errors import ReviewNotFound, ReviewRunning
from app.reviews.models import Review, ReviewKind, ReviewState
from app.reviews.queries import going_on, horizons, review_of
from app.timeline.log import Subject, record

PROCESS = "plan_review"
TITLES = {ReviewKind.interim: "Báo cáo sơ kết giữa kỳ", ReviewKind.final: "Báo cáo tổng kết"}


def begin_review(plan_id: int, *, actor: Actor, now: datetime) -> Case:
    """Start a review; the coordinator then says what it is about.

    Raises Forbidden, ReviewNotFound (no such plan in force), ReviewRunning.
    """
    if not actor.has(Role.coordinator):
        raise Forbidden
    plan = db.session.get(Plan, plan_id, with_for_update=True)  # one review at a time
    if plan is None or plan.status is not PlanStatus.in_force:
        raise ReviewNotFound
    running = going_on(plan.id)
    if running is not None:
        raise ReviewRunning(running)
    review = Review(plan_id=plan.id, state=ReviewState.preparing, begun_at=now)
    db.session.add(review)
    db.session.flush()  # the case knows it by its key
    name = f"{plan.number}: {plan.title}" if plan.number else plan.title
    first, last = horizons([plan.id]).get(plan.id, ("", ""))
    facts = {"review_id": review.id, "plan_title": name, "period_from": str(first), "period_to": str(last)}
    case, _ = start_case(NewCase(PROCESS, department(), f"Đánh giá {name}"[:400], facts=facts), actor=actor, now=now)
    review.case_id = case.id
    return case


@on_completed(PROCESS)
def _follow(completion: Completion) -> Mapping[str, Any] | None:
    review = review_of(completion.case.id)
    if review is None:
        return None  # a case of this process started by hand, for no plan
    if completion.task.element == "open_review":
        _open(review, completion)
    elif completion.task.element == "hold_meeting":
        _held(review, completion)
    return None


def _open(review: Review, completion: Completion) -> None:
    data, case, now = completion.data, completion.case, completion.now
    due_on = date.fromisoformat(data["due_on"])
    first, last, kinds = int(data["period_from"]), int(data["period_to"]), data.get("asked_kinds") or []
    if last < first:
        raise Invalid({"period_to": [N_("The period ends before it begins.")]})
    if due_on <= local_date(now):
        raise Invalid({"due_on": [N_("Choose a day after today.")]})
    _require_somebody(review.plan_id, kinds, local_date(now))
    review.kind, review.due_on = ReviewKind(data["review_kind"]), due_on
    review.period_from, review.period_to = first, last
    facts = json.loads(case.facts)
    title = f"{TITLES[review.kind]} {facts['plan_title']}, giai đoạn {review.period_from}–{review.period_to}"
    facts |= {"document_title": title[:400], "guidance": data.get("guidance") or "", "asked_kinds": kinds}
    record(Subject("case", case.id), "review.opened", completion.actor, now, kind=review.kind.value, due_on=due_on)
    change(db.session, case, facts=json.dumps(facts, ensure_ascii=False))
    set_deadline(case, fixed_date(due_on, inclusive=True, calendar=office_calendar()))


def _require_somebody(plan_id: int, kinds: list[str], day: date) -> None:
    if asked_agencies(plan_id, kinds, day):
        return
    if kinds and asked_agencies(plan_id, [], day):
        raise Invalid({"asked_kinds": [N_("No agency of the chosen groups leads a row of this plan.")]})
    raise Invalid({"plan_title": [N_("No row of this plan has a lead agency of the register; nobody can be asked.")]})


def _held(review: Review, completion: Completion) -> None:
    held_on = date.fromisoformat(completion.data["held_on"])
    if held_on > local_date(completion.now):
        raise Invalid({"held_on": [N_("This day is still to come. Record the meeting when it has been held.")]})
    review.held_on, review.conclusions = held_on, completion.data["conclusions"]
