"""What says on which day a task is done, where a habit would not do."""

from collections.abc import Callable
from datetime import date

from app.cases.models import UserTask
from app.deadlines.calendar import WorkingCalendar

Day = Callable[[UserTask, date, WorkingCalendar], date]
