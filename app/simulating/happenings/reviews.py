"""The plan in force is reviewed once in the summer."""

from collections.abc import Iterator
from datetime import date, datetime

from app.amendments.queries import plans_in_force
from app.deadlines.calendar import WorkingCalendar
from app.demo.accounts import COORDINATOR
from app.demo.doings import as_
from app.demo.story import Act
from app.reviews.service.beginning import begin_review
from app.simulating.span import Span, moment

_BEGINS = (7, 19)


def acts(span: Span, calendar: WorkingCalendar) -> Iterator[Act]:
    """Yield the review's beginning."""
    yield Act(moment(calendar.next_working_day(date(span.year, *_BEGINS)), "08:50"), _begin)


def _begin(now: datetime) -> None:
    plans = plans_in_force()
    if plans:
        begin_review(plans[0].id, actor=as_(COORDINATOR), now=now)
