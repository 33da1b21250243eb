"""A wave as a coordinator reads it: per agency who is told of what, and why others are not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.cases.models import UserTask
from app.deadlines.ladders import Channel
from app.extensions import db
from app.notifications.bounces.queries import Bounced, bouncing
from app.notifications.outcomes import Decision, Outcome
from app.notifications.sentences import CHANNELS, step_of, why_not
from app.notifications.skips.models import ReminderSkip
from app.notifications.waves.preview import AgencyWave
from app.organisation.models import Agency, User


@dataclass(frozen=True)
class About:
    """Tasks of one name of which the same step speaks in the same way."""

    tasks: Sequence[UserTask]
    sentence: str


@dataclass(frozen=True)
class Told:
    """A person who gets a letter, in place of whom, and what it speaks of."""

    person: User
    instead_of: User | None
    about: Sequence[About]


@dataclass(frozen=True)
class Untold:
    """Why somebody is told nothing, and of which tasks; `bounced`: whom to call where their mail comes back."""

    sentence: str
    tasks: Sequence[UserTask]
    bounced: Bounced | None = None


@dataclass(frozen=True)
class Row:
    """One agency of the wave."""

    agency: Agency | None
    skip: ReminderSkip | None
    told: Sequence[Told]
    untold: Sequence[Untold]
    letters: int

    @property
    def is_silent(self) -> bool:
        """Whether nobody gets a letter about the agency's work."""
        return not self.told


def rows_of(waves: Sequence[AgencyWave], now: datetime) -> list[Row]:
    """Put a page of a wave into words, with three queries whatever its length."""
    decisions = [decision for wave in waves for decision in wave.decisions]
    names = _Names.of(decisions, now)
    return [
        Row(wave.agency, wave.skip, _told(wave.sends, names), _untold(wave.others, names), wave.letters)
        for wave in waves
    ]


@dataclass(frozen=True)
class _Names:
    people: Mapping[int, User]
    tasks: Mapping[int, UserTask]
    bounced: Mapping[int, Bounced]

    @classmethod
    def of(cls, decisions: Sequence[Decision], now: datetime) -> "_Names":
        wanted = {key for one in decisions for key in (one.recipient_id, one.instead_of) if key is not None}
        tasks = {one.task_id for one in decisions}
        unreached = [one.recipient_id for one in decisions if one.outcome is Outcome.address_bounces]
        return cls(
            people={user.id: user for user in db.session.scalars(select(User).where(User.id.in_(wanted)))},
            tasks={task.id: task for task in db.session.scalars(select(UserTask).where(UserTask.id.in_(tasks)))},
            bounced=bouncing([key for key in unreached if key is not None], now),
        )


def _told(decisions: Iterable[Decision], names: _Names) -> list[Told]:
    by_person: dict[tuple[int, int | None], dict[tuple[str, str], list[UserTask]]] = {}
    for one in decisions:
        if one.recipient_id is not None and one.rung is not None:
            task = names.tasks[one.task_id]
            same = by_person.setdefault((one.recipient_id, one.instead_of), {})
            same.setdefault((task.name, _step(one.rung, one.by)), []).append(task)
    return [
        Told(
            names.people[person_id],
            names.people.get(instead_of or 0),
            [About(tasks, sentence) for (_name, sentence), tasks in same.items()],
        )
        for (person_id, instead_of), same in by_person.items()
    ]


def _step(rung: str, by: Channel | None) -> str:
    """Say which step it is; a line of the digest, as most are, goes without saying."""
    step = step_of(rung)
    return step if by is None or by is Channel.digest else f"{step}; {CHANNELS[by]}"


def _untold(decisions: Iterable[Decision], names: _Names) -> list[Untold]:
    """Gather the tasks about which the same is to be said."""
    same: dict[tuple[str, int | None], dict[int, UserTask]] = {}
    for one in decisions:
        user = names.people.get(one.recipient_id or 0)
        sentence = why_not(one.outcome, who=user.name if user else "", target=one.target, facts=one.facts)
        bounced = one.recipient_id if one.outcome is Outcome.address_bounces else None
        same.setdefault((sentence, bounced), {})[one.task_id] = names.tasks[one.task_id]
    return [
        Untold(sentence, list(tasks.values()), names.bounced.get(bounced or 0))
        for (sentence, bounced), tasks in same.items()
    ]
