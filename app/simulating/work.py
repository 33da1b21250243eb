"""One task in somebody's hands: what answers may look at."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from app.cases.models import Case, UserTask
from app.clock import local_date
from app.deadlines.calendar import WorkingCalendar
from app.forms import Form
from app.organisation.roles import Actor


@dataclass(frozen=True)
class Work:
    """A task that is about to be completed: `times` is how often the case had it completed before."""

    task: UserTask
    actor: Actor
    process: str
    form: Form | None
    first: Mapping[str, Any]  # what the form starts with
    times: int
    is_sent_back: bool  # if the form asks, the answer is no this time
    now: datetime
    calendar: WorkingCalendar
    chance: Random

    @property
    def case(self) -> Case:
        """The case of the task."""
        return self.task.case

    @property
    def today(self) -> date:
        """The day it is in Viet Nam."""
        return local_date(self.now)

    def ahead(self, days: int) -> str:
        """Return the day so many working days from now, as forms take it."""
        return self.calendar.add_working_days(self.today, days).isoformat()

    def after_due(self, days: int) -> str:
        """Return the day so many working days after the task's own, or after today."""
        due = local_date(self.task.due_at) if self.task.due_at else self.today
        return self.calendar.add_working_days(max(due, self.today), days).isoformat()

    def later(self, days: int) -> str:
        """Return the day so many days from now (before: negative), as forms take it."""
        return (self.today + timedelta(days=days)).isoformat()


Answer = Callable[[Work], Mapping[str, Any]]
"""Returns what somebody enters, by field; what it leaves out is filled as it fits.

It may first do what the task asks for beside its form, by the commands of the pages.
"""
