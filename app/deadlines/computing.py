"""The deadline engine: which day a limit means (`landing`), and what the working calendar makes of it (`moments`)."""

from dataclasses import dataclass
from datetime import date

from app.deadlines.bounds import Limit
from app.deadlines.calendar import WorkingCalendar
from app.deadlines.landing import landing
from app.deadlines.moments import Deadline, Reading, ending_on
from app.deadlines.reasons import Reason
from app.deadlines.windows import DataWindow


@dataclass(frozen=True)
class Computed:
    """The three moments, or none where there is no date; why; and the days the data cover, where that is said."""

    deadline: Deadline | None
    explanation: tuple[Reason, ...]
    data: DataWindow | None = None


def compute(limit: Limit, start: date, calendar: WorkingCalendar, reading: Reading = "later") -> Computed:
    """Work out the moments of `limit` counted from the day `start`.

    A period runs from `start`, which is not counted; a limit that comes back gives its first date whose last day is
    not before `start`; a limit with a year of its own gives that, even if it has passed. Raise BadInput where the
    dates leave the years that can be counted in.
    """
    found = landing(limit, start, calendar)
    if found.last is None:
        return Computed(None, found.steps, found.data)
    deadline = ending_on(found.last, found.steps, calendar, reading)
    return Computed(deadline, deadline.explanation, found.data)
