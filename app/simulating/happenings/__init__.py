"""What begins by itself in the year, and what people do of their own accord: one module per feature."""

from collections.abc import Iterator

from app.deadlines.calendar import WorkingCalendar
from app.demo.story import Act
from app.simulating.happenings import absences, applications, beginnings, plans, reports, reviews, supported
from app.simulating.journal import Journal
from app.simulating.span import Span


def acts_of(span: Span, calendar: WorkingCalendar, hashed_password: str, journal: Journal) -> Iterator[Act]:
    """Yield the beginnings of the province, then all that happens in the span."""
    yield from beginnings.acts(span, calendar, hashed_password)
    for act in _happening(span, calendar, journal):
        if span.begins <= act.at.date() <= span.last:
            yield act


def _happening(span: Span, calendar: WorkingCalendar, journal: Journal) -> Iterator[Act]:
    for feature in (absences, supported, plans, reviews, reports):
        yield from feature.acts(span, calendar)
    yield from applications.acts(span, calendar, journal)
