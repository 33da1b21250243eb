"""The story's calendar: every moment is so many working days before or after the day on which it is told."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from app.clock import LOCAL, local_date
from app.deadlines.calendar import WorkingCalendar
from app.deadlines.moments import fixed_date
from app.reports.service.proposing import DATA_CLOSE_BEFORE_DUE

_NOVEMBER_30 = (11, 30)
_NEAR_ENOUGH = range(8, 22)  # days before 30/11 on which the season is in full swing
_OTHERWISE = timedelta(days=10)
_IN_FORCE_FOR = timedelta(days=60)  # a plan's first report comes later than that


@dataclass(frozen=True)
class Days:
    """The working days around `today`, and the dates of the year's plan and of its report."""

    today: date
    calendar: WorkingCalendar

    def back(self, days: int, at: str = "09:00") -> datetime:
        """Return the moment `days` working days ago; a story ends yesterday, so 1 is the latest."""
        if days < 1:
            raise ValueError("what happens today is left to the visitor")
        return datetime.combine(self.calendar.add_working_days(self.today, -days), time.fromisoformat(at), LOCAL)

    def ahead(self, days: int) -> date:
        """Return the day `days` working days from now."""
        return self.calendar.add_working_days(self.today, days)

    @property
    def due(self) -> date:
        """Return the day before which reports are due: 30/11 in its season, else one as near as it would be."""
        season = date(self.today.year, *_NOVEMBER_30)
        return season if (season - self.today).days in _NEAR_ENOUGH else self.today + _OTHERWISE

    @property
    def year(self) -> int:
        """Return the year of the plan in force."""
        return self.plan_issued.year

    @property
    def plan_issued(self) -> date:
        """Return the day the plan was issued."""
        this_year = date(self.today.year, 3, 12)
        return this_year if this_year + _IN_FORCE_FOR <= self.today else date(self.today.year - 1, 3, 12)

    @property
    def cut_off(self) -> date:
        """Return the last day of the reports' data."""
        return self.due - DATA_CLOSE_BEFORE_DUE

    @property
    def extended(self) -> date:
        """Return the day until which extensions are granted."""
        last = local_date(fixed_date(self.due, inclusive=False, calendar=self.calendar).due_at)
        return self.calendar.add_working_days(last, 5)
