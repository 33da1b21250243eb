"""Find what is to be begun: reviews of plans that fall due, and next year's plan."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.drafting.season import NotBegun, not_begun
from app.plans.models import Plan
from app.plans.versions import versions_of
from app.reviews.due import Due
from app.reviews.queries import reviews_due

# Policies of reminders speak of tasks; this is about what is none yet.
AHEAD = timedelta(days=60)


class Stage(StrEnum):
    """How pressing it is; each is told once."""

    soon = "soon"
    late = "late"


@dataclass(frozen=True)
class Beginning:
    """Something that nobody has begun; `key` names it, and how pressing it is."""

    key: str
    stage: Stage
    last_day: date
    review: tuple[Plan, Due] | None = None
    drafting: NotBegun | None = None


def beginnings_on(day: date) -> list[Beginning]:
    """Return what is to be begun as of this day, the most pressing first."""
    return sorted([*_reviews(day), *_draftings(day)], key=lambda one: (one.last_day, one.key))


def _reviews(day: date) -> Iterator[Beginning]:
    for plan, due in reviews_due(day.year):
        if due.last_day - AHEAD <= day:
            stage = _stage(due.last_day, day)
            first = versions_of(plan)[0].id  # an amended plan is the same plan
            yield Beginning(f"review:{first}:{due.kind.value}:{stage.value}", stage, due.last_day, (plan, due))


def _draftings(day: date) -> Iterator[Beginning]:
    found = not_begun(day)
    if found is not None:
        stage = _stage(found.last_day, day)
        yield Beginning(f"drafting:{found.year}:{stage.value}", stage, found.last_day, drafting=found)


def _stage(last_day: date, day: date) -> Stage:
    return Stage.late if last_day < day else Stage.soon
