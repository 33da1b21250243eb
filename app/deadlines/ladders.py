"""When to remind about a deadline, whom, and how: a ladder of steps in working days, chosen by name in the diagram.

Steps before count back from `remind_by`, steps after count on from `overdue_after`. Between them stand the day
itself and, where the limit rolled over a day off, its last lawful day. Every rung falls on a working day.

The ladders here are what is shipped; coordinators write others, or other versions of these, in the interface
(`app.notifications.policies`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.deadlines.calendar import WorkingCalendar

STANDARD = "standard"
FURTHEST = 60  # working days around a deadline: nothing is reminded of earlier or later


class Target(StrEnum):
    """Who is told: those whose work it is, and those above them when nobody acts."""

    assignee = "assignee"  # whose work it is: whoever claimed it, else the seat, else everybody with the role
    seat = "seat"
    deputy = "deputy"
    agency_head = "agency_head"
    coordinator = "coordinator"
    leadership = "leadership"


# At the department: their being told is no reminder of the agency.
ABOVE = (Target.coordinator, Target.leadership)


class Channel(StrEnum):
    """How they are told."""

    digest = "digest"  # a line of the day's one letter
    mail = "mail"  # a letter of its own: urgent
    letter = "letter"  # a line that it is time for an official letter; a person writes it


@dataclass(frozen=True)
class Step:
    """Who is told how, some working days before (negative), on (0) or after (positive) the deadline."""

    days: int
    to: tuple[Target, ...] = (Target.assignee,)
    by: Channel = Channel.digest


@dataclass(frozen=True)
class Ladder:
    """Steps in any order; none: nobody is ever reminded."""

    steps: tuple[Step, ...] = ()

    @property
    def before(self) -> int:
        """The working days between its first step and the deadline."""
        return max((-step.days for step in self.steps), default=0)

    @property
    def after(self) -> int:
        """The working days between the deadline and its last step."""
        return max((step.days for step in self.steps), default=0)


def _to_assignee(*days: int) -> tuple[Step, ...]:
    return tuple(Step(number) for number in days)


_TO_HEAD = (Target.assignee, Target.agency_head)
_TO_COORDINATOR = (*_TO_HEAD, Target.coordinator)
_TO_LEADERSHIP = (*_TO_COORDINATOR, Target.leadership)
_CHASE = (Target.coordinator,)

LADDERS: Mapping[str, Ladder] = {
    STANDARD: Ladder(
        (
            *_to_assignee(-10, -5, -2, -1, 0, 1),
            Step(3, _TO_HEAD),
            Step(5, _TO_COORDINATOR),
            Step(10, _TO_COORDINATOR),
            Step(10, _CHASE, Channel.letter),
            Step(15, _TO_COORDINATOR),
            Step(20, _TO_LEADERSHIP),
        )
    ),
    "gentle": Ladder((*_to_assignee(-5, -1, 0, 1), Step(5, _TO_HEAD), Step(10, _TO_COORDINATOR))),
    "close": Ladder(
        (
            *_to_assignee(-3, -2, -1, 0),
            Step(1, by=Channel.mail),
            Step(2, _TO_HEAD),
            Step(3, _TO_COORDINATOR),
            Step(4),
            Step(5, _TO_COORDINATOR),
            Step(5, _CHASE, Channel.letter),
            Step(10, _TO_LEADERSHIP),
            Step(15, _TO_LEADERSHIP),
            Step(20, _TO_LEADERSHIP),
        )
    ),
    "none": Ladder(),
}


@dataclass(frozen=True)
class Rung:
    """One day of a ladder: its name ("-5", "0", "last", "+3"), the day it falls on, and what is done then."""

    name: str
    day: date
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True)
class Call:
    """One target of one rung, and how it is told."""

    rung: Rung
    target: Target
    by: Channel


def ladder(policy: str | None) -> Ladder:
    """Return the shipped ladder of that name; a task that names none is reminded by the standard one.

    An unknown name is a KeyError: deployment refuses it (`app.processes.checking`).
    """
    return LADDERS[policy or STANDARD]


def rungs(policy: Ladder | str | None, remind_by: date, overdue_after: date, calendar: WorkingCalendar) -> list[Rung]:
    """Return the reminders of a deadline in the order of their days, by a ladder or a shipped one's name."""
    steps = policy if isinstance(policy, Ladder) else ladder(policy)
    at: dict[int, list[Step]] = {}
    for step in steps.steps:
        at.setdefault(step.days, []).append(step)
    found: list[Rung] = []
    for days in sorted(at):
        found += _rungs_at(days, tuple(at[days]), remind_by, overdue_after, calendar)
    return found


def _rungs_at(
    days: int, steps: tuple[Step, ...], remind_by: date, overdue_after: date, calendar: WorkingCalendar
) -> Iterable[Rung]:
    if days < 0:
        yield Rung(f"-{-days}", calendar.add_working_days(remind_by, days), steps)
    elif days > 0:
        yield Rung(f"+{days}", calendar.add_working_days(overdue_after, days), steps)
    else:
        yield Rung("0", remind_by, steps)
        last = calendar.previous_working_day(overdue_after)
        if last > remind_by:
            yield Rung("last", last, steps)


def latest_calls(steps: Sequence[Rung], today: date) -> list[Call]:
    """Return, for each target, the latest rung that has come and speaks to it, the earliest of these rungs first.

    Only the latest: after ten days without a worker nobody gets what the missed days would have said. Each target by
    itself: a step that only speaks to the assignee does not swallow the one before it that spoke to the agency's head.
    A mail of its own stands for the line in the digest; a proposed official letter is a matter of its own.
    """
    latest: dict[tuple[Target, bool], Call] = {}
    for rung in steps:
        if rung.day > today:
            break
        for call in calls_of(rung):
            latest[call.target, call.by is Channel.letter] = call
    return sorted(latest.values(), key=lambda call: call.rung.day)


def calls_of(rung: Rung) -> list[Call]:
    """Return whom a rung speaks to; once each, by the mail of its own where there are both."""
    found: dict[tuple[Target, bool], Call] = {}
    for step in sorted(rung.steps, key=lambda step: step.by is Channel.mail):
        for target in step.to:
            found[target, step.by is Channel.letter] = Call(rung, target, step.by)
    return list(found.values())
