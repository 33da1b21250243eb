"""The timeline in words: each action has one sentence, registered by the feature that records it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup

from app.clock import LOCAL
from app.deadlines.wording import day_month, short_date
from app.timeline.erasure import ERASED
from app.timeline.queries import Entry

Payload = Mapping[str, Any]

# What of a payload is the name of a person; somebody who may not learn names reads "a member of staff".
PEOPLE = ("to", "spoke_with", "who")
# What of a payload somebody wrote in their own words; shown as a quotation.
QUOTED = ("reason", "note", "text", "legal_basis")


@dataclass(frozen=True)
class Wording:
    """How one action reads: what the actor did, with an icon; `css` is a class of the timeline component.

    An impersonal sentence stands without the actor ("the case is completed").
    """

    symbol: str
    say: Callable[[Payload], str]
    css: str = ""
    is_impersonal: bool = False


@dataclass(frozen=True)
class Line:
    """One line of a history, as the timeline component shows it."""

    symbol: str
    text: Markup
    at: datetime
    css: str = ""
    quote: str = ""
    links: tuple[tuple[str, str], ...] = ()


_wordings: dict[str, Wording] = {}


def event(symbol: str, say: Callable[[Payload], str], css: str = "") -> Wording:
    """Return how something reads that happened without anybody doing it."""
    return Wording(symbol, say, css, is_impersonal=True)


def word(wordings: Mapping[str, Wording]) -> None:
    """Register the sentences of a feature's actions."""
    _wordings.update(wordings)


def worded_actions() -> frozenset[str]:
    """Return the actions that have a sentence; a test compares them with those that are recorded."""
    return frozenset(_wordings)


def lines_of(entries: Iterable[Entry], *, shows_people: bool = True) -> list[Line]:
    """Put entries into words; without `shows_people` nobody is named."""
    return [_line(entry, shows_people) for entry in entries]


def day_of(value: Any) -> str:
    """Write a day that a payload keeps as ISO text: 27/11/2026; what is no date stays as it is."""
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        return str(value or "")
    return short_date(moment.astimezone(LOCAL).date() if moment.tzinfo else date(moment.year, moment.month, moment.day))


def moment_of(value: Any) -> str:
    """Write an instant that a payload keeps as ISO text: 16/11 08:01; what is none is a dash."""
    try:
        local = datetime.fromisoformat(str(value)).astimezone(LOCAL)
    except ValueError:
        return "–"
    return f"{day_month(local.date())} {local:%H:%M}"


def _line(entry: Entry, shows_people: bool) -> Line:
    wording = _wordings.get(entry.action, _UNKNOWN)
    if entry.is_erased:
        return Line("slash-circle", Markup("{}").format(_("The details were erased.")), entry.at)
    payload = entry.payload if shows_people else _masked(entry.payload)
    what = wording.say({**payload, "action": entry.action})
    quote = next((str(payload[key]) for key in QUOTED if payload.get(key)), "")
    if wording.is_impersonal:
        return Line(wording.symbol, Markup("{}").format(what), entry.at, wording.css, quote)
    who = entry.actor_name if shows_people or entry.actor_id is None else str(SOMEBODY)
    return Line(wording.symbol, Markup("<b>{}</b> {}").format(who, what), entry.at, wording.css, quote)


def _masked(payload: Payload) -> Payload:
    return {key: str(SOMEBODY) if key in PEOPLE and value else value for key, value in payload.items()}


SOMEBODY = _l("a member of staff")
_UNKNOWN = Wording("clock-history", lambda payload: str(payload["action"]), is_impersonal=True)

word({ERASED: Wording("slash-circle", lambda p: _("erased what entry %(number)s said", number=p.get("erased", "")))})
