"""The pages of the working calendar: the year, a decision and what it would move, its withdrawal."""

from app.working_calendar.views import deciding, reading, withdrawing  # noqa: F401 (they hang on the blueprint)
from app.working_calendar.views.blueprint import blueprint

__all__ = ["blueprint"]
