"""The blueprint of the pages about reminders, and who may open them."""

from datetime import date

from flask import Blueprint
from werkzeug.routing import BaseConverter, ValidationError

from app.organisation.access import only
from app.organisation.roles import Role

blueprint = Blueprint("reminders", __name__, url_prefix="/reminders", template_folder="../templates")

STEERS = only([Role.coordinator])


def read_day(text: str) -> date:
    """Read a day as people write it, 23/11/2026, or as addresses do, 2026-11-23; raise ValueError for none."""
    if "/" not in text:
        return date.fromisoformat(text)
    day, month, year = (int(part) for part in text.split("/"))
    return date(year, month, day)


class DayConverter(BaseConverter):
    """A day in an address: 2026-11-23."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        """Read the day; what the calendar does not have leads nowhere."""
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise ValidationError from error

    def to_url(self, value: date) -> str:
        """Write the day."""
        return value.isoformat()
