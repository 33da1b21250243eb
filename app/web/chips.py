"""The one place that says how a state looks: icon, words, colour.

Two axes, never mixed: a *work state* says where the work is; a *deadline state* (none or one, shown after it)
says how it stands against its date. "Late" is never a work state.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString


@dataclass(frozen=True)
class Chip:
    """How one state is shown; `tile` is the ending of the matrix and meter classes, where there is one."""

    words: LazyString
    icon: str
    css: str = ""
    tile: str = ""


REPORT_STATES: Mapping[str, Chip] = {
    "not_started": Chip(_l("Not started"), "circle", "plain", "none"),
    "drafting": Chip(_l("Drafting"), "pencil", "", "draft"),
    "with_head": Chip(_l("Waiting for the head's signature"), "vector-pen", "head-s", "head"),
    "submitted": Chip(_l("Submitted, waiting for the check"), "send", "info", "sent"),
    "returned": Chip(_l("Returned, to be completed"), "arrow-return-left", "soon", "ret"),
    "accepted": Chip(_l("Accepted"), "check-circle-fill", "ok", "acc"),
    "nil": Chip(_l("Nothing to report"), "slash-circle", "nil", "nil"),
}
DEADLINE_STATES: Mapping[str, Chip] = {
    "late": Chip(_l("Overdue"), "exclamation-triangle-fill", "late"),
    "soon": Chip(_l("Due soon"), "alarm", "soon"),
    "extended": Chip(_l("Extended"), "calendar-plus", "plain"),
    "extension_requested": Chip(_l("Extension requested"), "hourglass-split", "plain"),
    "paused": Chip(_l("Paused"), "pause-circle", "plain"),
}
WORK_STATES: Mapping[str, Chip] = {
    "unclaimed": Chip(_l("Not taken yet"), "circle", "plain"),
    "claimed": Chip(_l("In progress"), "play-circle"),
    "in_review": Chip(_l("Waiting for the check"), "search", "info"),
    "completed": Chip(_l("Done"), "check-circle-fill", "ok"),
    "blocked": Chip(_l("Blocked"), "slash-circle", "soon"),
    "cancelled": Chip(_l("Cancelled"), "x-circle"),
    "running": Chip(_l("Running"), "play-circle", "info"),
    "incident": Chip(_l("Needs an administrator"), "exclamation-circle-fill", "soon"),
}
CHIPS: Mapping[str, Chip] = {**REPORT_STATES, **DEADLINE_STATES, **WORK_STATES}


class UnknownState(KeyError):
    """A state nobody has given a look yet: add it to this module."""


def chip_of(state: str | Enum) -> Chip:
    """Return how a state is shown, by its name or enum member."""
    name = state.name if isinstance(state, Enum) else state
    if name not in CHIPS:
        raise UnknownState(f"No chip for the state {name!r}: add it to app/web/chips.py")
    return CHIPS[name]
