"""Foresee one day as one person may see it: which tasks a step falls on, and what is decided about them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload

from app.cases.access import not_hidden
from app.extensions import db
from app.notifications.circumstances import circumstances_on
from app.notifications.deciding import decide
from app.notifications.duties import Duty, read_duties
from app.notifications.outcomes import Decision, Outcome
from app.notifications.skips.models import ReminderSkip
from app.notifications.waves.groups import Steps, read_groups, within_reach
from app.notifications.waves.timing import next_wave
from app.organisation.calendar import office_calendar
from app.organisation.roles import Actor

EXACT_UP_TO = 5_000  # tasks decided one by one to count letters; past it agencies are looked at page by page
# What is no news about an agency: nothing was to be said, or it was said on an earlier day.
_SILENT = frozenset(
    {
        Outcome.closed,
        Outcome.no_deadline,
        Outcome.policy_none,
        Outcome.day_off,
        Outcome.not_yet,
        Outcome.arrived_after,
        Outcome.reminded,
    }
)


class View:
    """A day as one person may see it: the groups whose step falls on it, and how to decide about their tasks."""

    def __init__(self, actor: Actor, day: date, now: datetime) -> None:
        self.actor, self.day, self.now = actor, day, now
        self.is_next = day == next_wave(now)
        steps, groups = Steps(office_calendar()), read_groups(actor, day, day)
        hot = [group for group in groups if day in steps.on(group)]
        self.hot = {agency_id for group in hot for agency_id in group.tasks}
        self.tasks = sum(group.count for group in hot if not group.is_paused)
        open_tasks = sum(group.count for group in groups)
        self.is_exact = open_tasks <= EXACT_UP_TO
        self.skips = skips_on(day)

    def decisions(self, conditions: Sequence[ColumnElement[bool]]) -> dict[int | None, list[Decision]]:
        """Return, by agency, what is decided about the tasks that fulfil the conditions and is worth telling."""
        duties = read_duties(*within_reach(self.day, self.day), not_hidden(self.actor), *conditions)
        circumstances = circumstances_on(self.day, self.now)
        paused = {duty.task_id for duty in duties if duty.paused is not None}
        running = [_as_if_running(duty) for duty in duties]  # is a pause what keeps a reminder back?
        found: defaultdict[int | None, list[Decision]] = defaultdict(list)
        for decision in decide(running, self.day, circumstances):
            if self._matters(decision):
                if decision.task_id in paused:
                    decision = replace(decision, outcome=Outcome.paused)
                found[decision.agency_id].append(decision)
        return {agency_id: _once_paused(decisions) for agency_id, decisions in found.items()}

    def _matters(self, decision: Decision) -> bool:
        if decision.outcome in _SILENT:
            return False
        return decision.rung_day == self.day or (self.is_next and decision.outcome in (Outcome.send, Outcome.skipped))


def skips_on(day: date) -> dict[int, ReminderSkip]:
    """Return the agencies that are left alone on the day."""
    rows = select(ReminderSkip).where(ReminderSkip.day == day).options(joinedload(ReminderSkip.skipped_by))
    return {skip.agency_id: skip for skip in db.session.scalars(rows)}


def _as_if_running(duty: Duty) -> Duty:
    return replace(duty, paused=None)


def _once_paused(decisions: Sequence[Decision]) -> list[Decision]:
    """Keep one decision about each paused task: whom it would have spoken to is not the matter."""
    seen: set[int] = set()
    kept = []
    for decision in decisions:
        if decision.outcome is Outcome.paused:
            if decision.task_id in seen:
                continue
            seen.add(decision.task_id)
        kept.append(decision)
    return kept
