"""What the pages of a decision and of a withdrawal share."""

from collections.abc import Mapping
from typing import Any

from flask_babel import ngettext

from app.working_calendar.labels import PARTS
from app.working_calendar.previewing import Preview
from app.working_calendar.service import state_of_calendar


def shown_with(found: Preview, **values: Any) -> Mapping[str, Any]:
    """Return what a page shows of a preview, and what its confirmation carries."""
    return {"preview": found, "parts": PARTS, "seen": state_of_calendar(), **values}


def is_as_seen(promise: Mapping[str, Any], count: int) -> bool:
    """Whether calendar and figures still are what the person saw."""
    return promise.get("seen") == state_of_calendar() and promise.get("count") == str(count)


def and_followers(count: int, sentence: str) -> str:
    """Return the sentence, and how many deadlines follow."""
    moved = ngettext("%(num)d deadline follows it.", "%(num)d deadlines follow it.", count)
    return f"{sentence} {moved}"
