"""What begins by itself in the year, and what people do of their own accord: one module per feature."""

from collections.abc import Iterator

from app.deadlines.calendar import WorkingCalendar
from app.demo.story import Act
from app.simulating.happenings import absences, beginnings, plans, reports, supported
from app.simulating.span import Span


def acts_of(span: Span, calendar: WorkingCalendar, hashed_password: str) -> Iterator[Act]:
    """Yield the beginnings of the province, then all that happens in the span."""
    yield from beginnings.acts(span, calendar, hashed_password)
    for feature in (absences, supported, plans, reports):
        yield from (act for act in feature.acts(span, calendar) if span.begins <= act.at.date() <= span.last)
