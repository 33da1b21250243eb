"""What is simulated: which days, and where chance comes from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from app.clock import LOCAL


@dataclass(frozen=True)
class Span:
    """The days that are lived through: the province comes to the system, things begin, and then the year is told."""

    year: int
    seed: int
    first: date  # of the set-up
    begins: date  # from here on things happen by themselves
    told_from: date  # and from here on they are told
    last: date

    def days(self) -> Iterator[date]:
        """Yield all days, working or not."""
        day = self.first
        while day <= self.last:
            yield day
            day += timedelta(days=1)

    def chance(self, *about: object) -> Random:
        """Return the chance that decides about something: the same for the same seed, whatever else is decided."""
        return Random(":".join(str(part) for part in (self.seed, *about)))  # noqa: S311 (a story, no secret)


def moment(day: date, at: str) -> datetime:
    """Return the instant of the day at "hh:mm" in Viet Nam."""
    return datetime.combine(day, time.fromisoformat(at), LOCAL)
