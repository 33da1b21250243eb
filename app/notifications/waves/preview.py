"""The wave of a day before it goes out: who gets what, agency by agency, and who gets nothing and why."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from app.cases.models import UserTask
from app.deadlines.ladders import Channel
from app.errors import Conflict
from app.extensions import db
from app.notifications.outcomes import Decision
from app.notifications.skips.models import ReminderSkip
from app.notifications.waves.foreseeing import View
from app.organisation.identity import actor_for
from app.organisation.models import Agency
from app.organisation.roles import Actor

AGENCIES_A_PAGE = 20
KEYS_IN_A_QUERY = 5_000


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
    ones had to leave; where there are too many tasks to look at each, that is not foreseen.
    """
    view = View(actor, day, now)
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
    view = View(actor, day, now)
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


def _totals(found: Mapping[int | None, Sequence[Decision]]) -> Totals:
    everything = [decision for decisions in found.values() for decision in decisions]
    return Totals(
        agencies=len(found),
        silent=sum(not any(decision.sends for decision in decisions) for decisions in found.values()),
        letters=count_letters(everything),
        tasks=len({decision.task_id for decision in everything if decision.sends}),
    )


def _paged(view: View, found: Mapping[int | None, Sequence[Decision]], totals: Totals, page: int) -> Wave:
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
    if len(wanted) <= KEYS_IN_A_QUERY:
        query = query.where(Agency.id.in_(wanted))
    return [agency for agency in db.session.scalars(query) if agency.id in wanted]


def _agencies_told_of(user_id: int) -> list[int] | None:
    """Return the agencies whose work can reach the person; None for somebody with a granted role: all."""
    actor = actor_for(user_id)
    return None if actor.roles else sorted(actor.agency_ids)
