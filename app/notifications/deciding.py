"""Decide who is reminded of what on a day, and who is not and why: the one place that does.

Pure reading. Planning writes what is decided here; previews and explanations show it. However many tasks there are,
the queries are the same few: their policies, their people, who is away, and which rungs were climbed already.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import bindparam, select

from app.cases.models import TaskStatus
from app.deadlines.calendar import WorkingCalendar
from app.deadlines.ladders import Call, Channel, Ladder, Rung, latest_calls, rungs
from app.extensions import db
from app.notifications.circumstances import PLAIN, Circumstances
from app.notifications.duties import Duty
from app.notifications.models import Reminder
from app.notifications.outcomes import Decision, Outcome
from app.notifications.policies.book import Policy, policies_of
from app.notifications.recipients import Roster, read_roster
from app.organisation.calendar import office_calendar

TASKS_AT_ONCE = 5_000
# A rung is never climbed before its day. Keys are written into the statement: thousands of parameters cost more than
# all the rest.
_CLIMBED = select(Reminder.key, Reminder.day).where(
    Reminder.task_id.in_(bindparam("tasks", expanding=True, literal_execute=True)), Reminder.day >= bindparam("since")
)


def decide(
    duties: Sequence[Duty], day: date, circumstances: Circumstances = PLAIN, *, instead: Policy | None = None
) -> list[Decision]:
    """Return what is decided about the tasks on `day`: in their order, at least one decision a task.

    `day` may lie ahead: it is decided as things stand now. `instead` stands for the saved policy of its key, to see
    what a change would do.
    """
    ladders, policies = _Ladders(office_calendar(), day), policies_of(duties, instead=instead)
    answers = [_answer(duty, policies[duty.task_id], ladders) for duty in duties]
    calling = [answer for answer in answers if answer.calls]
    targets = {call.target for answer in calling for call in answer.calls}
    roster = read_roster(
        [answer.duty for answer in calling], day, targets=targets, unreachable=circumstances.unreachable
    )
    decisions = [decision for answer in answers for decision in _decisions(answer, roster)]
    climbed = {**_climbed(decisions), **circumstances.promised}
    return [_checked(decision, climbed, circumstances.skipped) for decision in decisions]


@dataclass(frozen=True)
class _Position:
    """Where a day stands on the ladder of a deadline."""

    calls: Sequence[Call]
    next_rung: Rung | None

    @property
    def facts(self) -> dict[str, Any]:
        if self.next_rung is None:
            return {}
        return {"next_rung": self.next_rung.name, "next_day": self.next_rung.day}


class _Ladders:
    """The ladders of one day, each worked out once for tasks that share policy and deadline."""

    def __init__(self, calendar: WorkingCalendar, day: date) -> None:
        self.day = day
        self.is_working_day = calendar.is_working_day(day)
        self._calendar = calendar
        self._known: dict[tuple[str, date, date], _Position] = {}

    def position(self, policy: Policy, remind_by: date, overdue_after: date) -> _Position:
        """Return where the day stands."""
        wanted = policy.key, remind_by, overdue_after
        if wanted not in self._known:
            self._known[wanted] = self._work_out(policy.ladder, remind_by, overdue_after)
        return self._known[wanted]

    def _work_out(self, ladder: Ladder, remind_by: date, overdue_after: date) -> _Position:
        steps = rungs(ladder, remind_by, overdue_after, self._calendar)
        coming = next((rung for rung in steps if rung.day > self.day), None)
        return _Position(latest_calls(steps, self.day), coming)


@dataclass(frozen=True)
class _Answer:
    """What the ladder says about a task: whom to call, or why nobody."""

    duty: Duty
    policy: Policy
    calls: Sequence[Call] = ()
    outcome: Outcome = Outcome.send
    facts: Mapping[str, Any] = field(default_factory=dict)

    def decision(self, outcome: Outcome, **values: Any) -> Decision:
        duty = self.duty
        return Decision(duty.task_id, duty.case_id, duty.agency_id, outcome, self.policy.key, **values)


def _answer(duty: Duty, policy: Policy, ladders: _Ladders) -> _Answer:
    if duty.status is not TaskStatus.open:
        return _Answer(duty, policy, (), Outcome.closed, {"status": duty.status.value})
    if duty.remind_by is None or duty.overdue_after is None:
        return _Answer(duty, policy, (), Outcome.no_deadline)
    if not policy.ladder.steps:
        return _Answer(duty, policy, (), Outcome.policy_none)
    if duty.paused is not None:
        return _Answer(duty, policy, (), Outcome.paused, {"since": duty.paused})
    if not ladders.is_working_day:
        return _Answer(duty, policy, (), Outcome.day_off)
    position = ladders.position(policy, duty.remind_by, duty.overdue_after)
    if not position.calls:
        return _Answer(duty, policy, (), Outcome.not_yet, position.facts)
    calls = [call for call in position.calls if call.rung.day > duty.opened]
    if not calls:
        return _Answer(duty, policy, (), Outcome.arrived_after, {"opened": duty.opened, **position.facts})
    return _Answer(duty, policy, calls, facts=position.facts)


def _decisions(answer: _Answer, roster: Roster) -> Iterator[Decision]:
    """Yield what becomes of each call; a person is told of a task on the latest rung alone, and once."""
    if not answer.calls:
        yield answer.decision(answer.outcome, due_day=answer.duty.due_day, facts=answer.facts)
        return
    told: set[tuple[int, bool]] = set()
    for call in _latest_first(answer.calls):
        for found in roster.find(answer.duty, call.target):
            person, outcome = found.person, found.hindrance or Outcome.send
            if person is not None and outcome is Outcome.send:
                mark = person.id, call.by is Channel.letter
                outcome = Outcome.told_otherwise if mark in told else Outcome.send
                told.add(mark)
            yield answer.decision(
                outcome,
                rung=call.rung.name,
                rung_day=call.rung.day,
                due_day=answer.duty.due_day,
                target=call.target,
                by=call.by,
                recipient_id=person.id if person else None,
                address=person.address if person else None,
                instead_of=found.instead_of,
                facts=answer.facts,
            )


def _latest_first(calls: Sequence[Call]) -> list[Call]:
    return sorted(calls, key=lambda call: (call.rung.day, call.by is Channel.mail), reverse=True)


def _climbed(decisions: Sequence[Decision]) -> dict[str, date]:
    """Return the reminders of the tasks that were planned before, each with its day."""
    days = [decision.rung_day for decision in decisions if decision.sends and decision.rung_day is not None]
    tasks = sorted({decision.task_id for decision in decisions if decision.sends})
    found: dict[str, date] = {}
    for start in range(0, len(tasks), TASKS_AT_ONCE):
        some = {"tasks": tasks[start : start + TASKS_AT_ONCE], "since": min(days)}
        found.update((row.key, row.day) for row in db.session.connection().execute(_CLIMBED, some))
    return found


def _checked(decision: Decision, climbed: Mapping[str, date], skipped: Mapping[int, int]) -> Decision:
    if not decision.sends:
        return decision
    on = climbed.get(decision.key)
    if on is not None:
        return replace(decision, outcome=Outcome.reminded, facts={**decision.facts, "on": on})
    by = skipped.get(decision.agency_id) if decision.agency_id is not None else None
    return decision if by is None else replace(decision, outcome=Outcome.skipped, facts={"by": by})
