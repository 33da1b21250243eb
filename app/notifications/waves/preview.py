"""The wave of a day before it goes out: who gets what, agency by agency, and who gets nothing and why."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload

from app.cases.access import not_hidden
from app.cases.models import UserTask
from app.deadlines.ladders import Channel
from app.errors import Conflict
from app.extensions import db
from app.notifications.circumstances import circumstances_on
from app.notifications.deciding import decide
from app.notifications.duties import Duty, read_duties
from app.notifications.outcomes import Decision, Outcome
from app.notifications.skips.models import ReminderSkip
from app.notifications.waves.groups import Steps, read_groups, within_reach
from app.notifications.waves.timing import next_wave
from app.organisation.calendar import office_calendar
from app.organisation.identity import actor_for
from app.organisation.models import Agency
from app.organisation.roles import Actor

AGENCIES_A_PAGE = 20
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


@dataclass(frozen=True)
class AgencyWave:
    """What an agency's work causes on the day; `agency` None: work of the department's own roles."""

    agency: Agency | None
    decisions: Sequence[Decision]
    skip: ReminderSkip | None = None

    @property
    def sends(self) -> list[Decision]:
        """What somebody is told."""
        return [decision for decision in self.decisions if decision.sends]

    @property
    def others(self) -> list[Decision]:
        """What nobody, or somebody else, is told and why."""
        return [decision for decision in self.decisions if not decision.sends]

    @property
    def letters(self) -> int:
        """How many letters speak of the agency's work."""
        return count_letters(self.decisions)


@dataclass(frozen=True)
class Totals:
    """What the whole wave comes to."""

    agencies: int  # of which something was to be said
    silent: int  # of these, for whose work nobody gets a letter this time
    letters: int
    tasks: int


@dataclass(frozen=True)
class Wave:
    """A page of a wave. `totals` None: too many tasks to look at each; `tasks` are those whose step falls on it."""

    day: date
    agencies: Sequence[AgencyWave]
    totals: Totals | None
    tasks: int
    agency_count: int
    page: int
    pages: int


def preview(actor: Actor, day: date, now: datetime, *, page: int = 1) -> Wave:
    """Return a page of the wave of a day that is still to come, as far as the actor may know of its cases.

    Assumes for days past the next wave that those before them went out. The wave itself takes up again what earlier
    ones had to leave; where there are more than EXACT_UP_TO tasks, that is not foreseen.
    """
    view = _View(actor, day, now)
    if view.is_exact:
        found = view.decisions(())
        return _paged(view, found, _totals(found), page)
    names = _in_order(view.hot)
    chosen = names[(page - 1) * AGENCIES_A_PAGE : page * AGENCIES_A_PAGE]
    found = view.decisions([UserTask.agency_id.in_([agency.id for agency in chosen])]) if chosen else {}
    waves = [AgencyWave(agency, found.get(agency.id, ()), view.skips.get(agency.id)) for agency in chosen]
    return Wave(day, waves, None, view.tasks, len(names), page, _pages(len(names)))


class TooMuchToForesee(Conflict):
    """The letter speaks of too many tasks to be worked out for a look."""

    slug = "too-much-to-foresee"
    message = "This letter speaks of the work of all agencies, too much to work out before its time."


def decisions_about(actor: Actor, day: date, now: datetime, recipient_id: int) -> list[Decision]:
    """Return what one person is told on the day of the preview; raise TooMuchToForesee."""
    agencies = _agencies_told_of(recipient_id)
    view = _View(actor, day, now)
    if agencies is None and not view.is_exact:
        raise TooMuchToForesee
    conditions = [] if view.is_exact else [UserTask.agency_id.in_(agencies or [])]
    found = view.decisions(conditions)
    return [one for several in found.values() for one in several if one.sends and one.recipient_id == recipient_id]


def count_letters(decisions: Iterable[Decision]) -> int:
    """Count the letters: a person's digest once, each urgent mail by itself."""
    digests: set[int | None] = set()
    urgent = 0
    for decision in decisions:
        if decision.sends and decision.by is Channel.mail:
            urgent += 1
        elif decision.sends:
            digests.add(decision.recipient_id)
    return len(digests) + urgent


class _View:
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


def _totals(found: Mapping[int | None, Sequence[Decision]]) -> Totals:
    everything = [decision for decisions in found.values() for decision in decisions]
    return Totals(
        agencies=len(found),
        silent=sum(not any(decision.sends for decision in decisions) for decisions in found.values()),
        letters=count_letters(everything),
        tasks=len({decision.task_id for decision in everything if decision.sends}),
    )


def _paged(view: _View, found: Mapping[int | None, Sequence[Decision]], totals: Totals, page: int) -> Wave:
    waves = [AgencyWave(agency, found[agency.id], view.skips.get(agency.id)) for agency in _in_order(found)]
    if None in found:
        waves.append(AgencyWave(None, found[None]))
    waves.sort(key=lambda wave: bool(wave.sends))  # those who get nothing first: that is what one looks for
    start = (page - 1) * AGENCIES_A_PAGE
    shown = waves[start : start + AGENCIES_A_PAGE]
    return Wave(view.day, shown, totals, totals.tasks, len(waves), page, _pages(len(waves)))


def _pages(agencies: int) -> int:
    return max(1, -(-agencies // AGENCIES_A_PAGE))


def _in_order(agency_ids: Collection[int | None]) -> Sequence[Agency]:
    """Return the agencies by name; read as a whole where there are many, for a query takes only so many keys."""
    wanted = {agency_id for agency_id in agency_ids if agency_id is not None}
    if not wanted:
        return []
    query = select(Agency).order_by(Agency.sort_key, Agency.id)
    if len(wanted) <= EXACT_UP_TO:
        query = query.where(Agency.id.in_(wanted))
    return [agency for agency in db.session.scalars(query) if agency.id in wanted]


def _agencies_told_of(user_id: int) -> list[int] | None:
    """Return the agencies whose work can reach the person; None for somebody with a granted role: all."""
    actor = actor_for(user_id)
    return None if actor.roles else sorted(actor.agency_ids)
