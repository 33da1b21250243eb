"""What dates on certificates and reports must satisfy."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from app.clock import local_date
from app.errors import Invalid
from app.organisation.texts import N_


def not_later_than_today(data: Mapping[str, Any], name: str, now: datetime) -> None:
    """Raise Invalid when the day entered is still to come."""
    if data.get(name) and date.fromisoformat(data[name]) > local_date(now):
        raise Invalid({name: [N_("This day has not come yet.")]})


def ends_after(data: Mapping[str, Any], first: str, last: str) -> None:
    """Raise Invalid when the validity ends before it begins."""
    if data.get(last) and date.fromisoformat(data[last]) <= date.fromisoformat(data[first]):
        raise Invalid({last: [N_("The validity ends before it begins. Compare with the document.")]})
