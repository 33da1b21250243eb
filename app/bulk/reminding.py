"""Remind many at once: who gets a letter, who does not and why, by the rules that decide about every reminder."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from app.bulk.extending import CLOSED
from app.bulk.orders import Remind, Whom
from app.bulk.reassigning import NOTHING_WAITS
from app.bulk.sentences import Sentence
from app.bulk.targets import Target
from app.cases.errors import SomethingFollowed
from app.cases.models import Case, TaskStatus, UserTask
from app.clock import LOCAL, local_date
from app.deadlines.ladders import Target as Addressee
from app.extensions import db
from app.notifications import by_hand
from app.notifications.by_hand import Asked, Wish
from app.notifications.circumstances import circumstances_on
from app.notifications.outcomes import Outcome
from app.notifications.recipients import Roster, Work, read_roster
from app.organisation.calendar import office_calendar
from app.organisation.models import User
from app.organisation.roles import Actor
from app.organisation.texts import N_
from app.timeline.log import Subject, record

ADDRESSEES: Mapping[Whom, tuple[Addressee, ...]] = {
    Whom.holder: (Addressee.assignee,),
    Whom.with_deputy: (Addressee.assignee, Addressee.deputy),
    Whom.with_head: (Addressee.assignee, Addressee.agency_head),
}
PAUSED = N_("More time was asked for; reminders pause until that is decided.")
WHY_NOT: Mapping[Outcome, str] = {
    Outcome.nobody: N_("The agency has neither focal point nor deputy. Name one, or telephone."),
    Outcome.account_closed: N_("The account is closed. Name another focal point, or telephone."),
    Outcome.not_named: N_("The case is restricted and names nobody who could be reminded."),
    Outcome.address_bounces: N_("Mail to this address comes back. Telephone, or correct the focal point."),
    Outcome.away: N_("The person is away and nobody stands in."),
}
AFTERNOON, MORNING = time(14), time(8)


@dataclass(frozen=True)
class Plan:
    """Whom the reminder of one of the many goes to, or why it goes to nobody."""

    target: Target
    asked: tuple[Asked, ...]
    hindrance: Sentence | None


@dataclass(frozen=True)
class Hour:
    """A time at which the letters may go out; `at` None: at once, at whatever hour."""

    value: str
    at: datetime | None
    words: Any


def plans(targets: Sequence[Target], order: Remind, now: datetime) -> list[Plan]:
    """Say for each who is reminded; in a few queries however many there are."""
    day = local_date(order.at or now)
    works = [Work.of(one.task, one.case) for one in targets if one.task]
    wanted = ADDRESSEES[order.whom]
    roster = read_roster(works, day, targets=wanted, unreachable=circumstances_on(day, now).unreachable)
    return [_plan(target, roster, wanted) for target in targets]


def hindrances(targets: Sequence[Target], order: Remind, now: datetime) -> list[Sentence | None]:
    """Return for each why nobody is reminded, or None."""
    return [plan.hindrance for plan in plans(targets, order, now)]


def carry_out_many(
    ref: str, targets: Sequence[Target], order: Remind, actor: Actor, now: datetime
) -> list[dict[str, Any] | Sentence]:
    """Queue the letters, one a person, and note each on its case; return what undoing needs, or why not, by target."""
    _lock([target.case.id for target in targets])
    found = plans(targets, order, now)
    asked = [one for plan in found for one in plan.asked]
    wish = Wish(order.words, order.at, in_office_hours=order.at is not None)
    by_hand.queue(ref, asked, wish, now)
    names = _names({one.person.id for one in asked})
    return [_noted(ref, plan, names, order, actor, now) for plan in found]


def undo_one(target: Target, before: Mapping[str, Any], actor: Actor, now: datetime) -> None:
    """Withhold the letters that have not gone out. Raises SomethingFollowed when one has."""
    _lock([target.case.id])
    by_hand.take_back(before["keys"], now)
    if not by_hand.are_withheld(before["keys"]):
        raise SomethingFollowed
    name = target.task.name if target.task else ""
    record(Subject("case", target.case.id), "task.reminder_withdrawn", actor, now, task=name)


def hours(now: datetime) -> list[Hour]:
    """Return when letters may go out: at once, this afternoon in office hours, the next working morning."""
    local, calendar = now.astimezone(LOCAL), office_calendar()
    found = [Hour("now", None, _l("At once"))]
    afternoon = datetime.combine(local.date(), AFTERNOON, LOCAL)
    if calendar.is_working_day(local.date()) and local < afternoon:
        found.append(Hour("afternoon", afternoon, _l("Today at 14:00 (office hours)")))
    morning = datetime.combine(calendar.next_working_day(local.date() + timedelta(days=1)), MORNING, LOCAL)
    return [*found, Hour("morning", morning, _l("The next working day at 08:00"))]


def _plan(target: Target, roster: Roster, wanted: Sequence[Addressee]) -> Plan:
    if (why := _closed(target.task)) is not None or target.task is None:
        return Plan(target, (), why or Sentence(NOTHING_WAITS))
    work = Work.of(target.task, target.case)
    found = [(addressee, one) for addressee in wanted for one in roster.find(work, addressee)]
    asked: dict[int, Asked] = {}
    for addressee, one in found:
        if one.person is not None and one.hindrance is None:
            asked.setdefault(one.person.id, Asked(work, one.person, addressee, one.instead_of))
    if asked:
        return Plan(target, tuple(asked.values()), None)
    outcome = next((one.hindrance for _to, one in found if one.hindrance in WHY_NOT), Outcome.nobody)
    return Plan(target, (), Sentence(WHY_NOT[outcome or Outcome.nobody]))


def _closed(task: UserTask | None) -> Sentence | None:
    if task is None:
        return Sentence(NOTHING_WAITS)
    if task.status is not TaskStatus.open:
        return Sentence(CLOSED)
    return Sentence(PAUSED) if task.paused_at is not None else None


def _noted(
    ref: str, plan: Plan, names: Mapping[int, str], order: Remind, actor: Actor, now: datetime
) -> dict[str, Any] | Sentence:
    task = plan.target.task
    if plan.hindrance is not None or task is None:
        return plan.hindrance or Sentence(NOTHING_WAITS)
    to = ", ".join(names[one.person.id] for one in plan.asked)
    facts = {"task": task.name, "to": to, "note": order.words, "at": order.at}
    record(Subject("case", task.case_id), "task.reminder_ordered", actor, now, **facts)
    return {"keys": [by_hand.key_of(ref, one.person.id) for one in plan.asked]}


def _lock(case_ids: Sequence[int]) -> None:
    """Lock the cases whose timelines are about to grow, always in the same order."""
    db.session.execute(select(Case.id).where(Case.id.in_(case_ids)).order_by(Case.id).with_for_update()).all()


def _names(user_ids: set[int]) -> dict[int, str]:
    rows = db.session.execute(select(User.id, User.name).where(User.id.in_(user_ids)))
    return {row.id: row.name for row in rows}
