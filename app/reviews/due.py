"""When a review is due: at half-time of a plan's years, and in its last one (five-year interim reviews)."""

from dataclasses import dataclass
from datetime import date

from app.reviews.models import ReviewKind

EVERY = 5  # years between two interim reviews


@dataclass(frozen=True)
class Due:
    """A review that is due in a year."""

    kind: ReviewKind
    year: int

    @property
    def last_day(self) -> date:
        """The day by which it is to be made: the last one of its year."""
        return date(self.year, 12, 31)


def next_due(first: int, last: int, this_year: int, done: frozenset[ReviewKind] = frozenset()) -> Due | None:
    """Return the review that is due this year or next, by the years of a plan; None when none is, or it was made.

    Plans of up to five years have a final review only.
    """
    if this_year >= last - 1 and ReviewKind.final not in done:
        return Due(ReviewKind.final, last)
    interim = first + EVERY - 1
    if last - first + 1 > EVERY and interim - 1 <= this_year and ReviewKind.interim not in done:
        return Due(ReviewKind.interim, interim)
    return None
