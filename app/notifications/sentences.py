"""Decisions about reminders in plain sentences: who is told as what, how, and why somebody is not."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from app.deadlines.ladders import Channel, Target
from app.notifications.outcomes import Outcome
from app.notifications.wording import full_day, short_day
from app.organisation.texts import N_

TARGETS: Mapping[Target, Any] = {
    Target.assignee: _l("whoever has the work"),
    Target.seat: _l("the holder of the seat"),
    Target.deputy: _l("the deputy"),
    Target.agency_head: _l("the head of the agency"),
    Target.coordinator: _l("the coordinator"),
    Target.leadership: _l("the leadership"),
}
CHANNELS: Mapping[Channel, Any] = {
    Channel.digest: _l("a line of the day's one letter"),
    Channel.mail: _l("a letter of its own"),
    Channel.letter: _l("a proposal to write an official letter"),
}

BY_HAND = "hand"  # stands where a step of the ladder would


def step_of(rung: str) -> str:
    """Say which step of a ladder a rung is: "5 working days before the day"."""
    if rung == "0":
        return _("the step on the day itself")
    if rung == "last":
        return _("the step on the last lawful day")
    if rung == BY_HAND:
        return _("ordered by hand")
    number = int(rung[1:])
    if rung.startswith("-"):
        return ngettext("the step %(num)d working day before", "the step %(num)d working days before", number)
    return ngettext("the step %(num)d working day after", "the step %(num)d working days after", number)


def why_not(outcome: Outcome, *, who: str = "", target: Target | None = None, facts: Mapping[str, Any]) -> str:
    """Say why nothing is sent; `who` is the person meant."""
    on = facts.get("on")
    values = {
        "who": who or _("nobody"),
        "target": TARGETS[target] if target else "",
        "day": full_day(on, within=True) if isinstance(on, date) else "",
    }
    said = _(_WHY_NOT[outcome], **values)
    return f"{said} {_next(facts)}" if outcome in _GOES_ON else said


def _next(facts: Mapping[str, Any]) -> str:
    day = facts.get("next_day")
    if day is None:
        return _("There is no further step on its ladder.")
    return _("The next step is on %(day)s.", day=short_day(day))


_GOES_ON = frozenset({Outcome.not_yet, Outcome.arrived_after, Outcome.reminded})
_WHY_NOT: Mapping[Outcome, str] = {
    Outcome.closed: N_("The task was closed."),
    Outcome.no_deadline: N_("The task has no deadline."),
    Outcome.policy_none: N_("By its policy nobody is reminded of this task."),
    Outcome.paused: N_("Reminders rest: more time was asked for, or an obstacle is in the way."),
    Outcome.day_off: N_("Nobody works on that day."),
    Outcome.not_yet: N_("No step of the ladder has come yet."),
    Outcome.arrived_after: N_("The task came after the step had passed."),
    Outcome.skipped: N_("The agency is left alone this time."),
    Outcome.nobody: N_("There is nobody to tell: %(target)s."),
    Outcome.account_closed: N_("%(who)s's account is closed."),
    Outcome.not_named: N_("%(who)s is not named on the restricted case."),
    Outcome.address_bounces: N_("Mail to %(who)s comes back."),
    Outcome.away: N_("%(who)s is away; whoever stands in is told."),
    Outcome.told_otherwise: N_("%(who)s is told of it in the same letter already."),
    Outcome.reminded: N_("That step's reminder went to %(who)s on %(day)s."),
}
