"""How long the department waits for an answer of the agency: in working days, whatever days off lie between.

The diagram has no calendar, so it reads how long that is from the present on; a decision about days off that is made
later moves the wait with the date of its step, as with any timer at a step.
"""

from collections.abc import Mapping
from datetime import datetime

from app.cases.snapshot import present_facts
from app.clock import local_date
from app.deadlines.moments import fixed_date
from app.obstacles.service.raising import PROCESS
from app.organisation.calendar import office_calendar

# Working days after which no answer is an answer, by the fact that the diagram reads.
WAITS = {"clarify_wait": 15, "confirm_wait": 10}


@present_facts(PROCESS)
def waits(now: datetime) -> Mapping[str, str]:
    """Return how long each wait would last from `now` to the end of its last working day, as ISO 8601 durations."""
    calendar = office_calendar()
    today = local_date(now)
    ends = {
        name: fixed_date(calendar.add_working_days(today, days), inclusive=True, calendar=calendar).overdue_after
        for name, days in WAITS.items()
    }
    return {name: f"PT{int((end - now).total_seconds())}S" for name, end in ends.items()}
