"""What states of draftings, answers to opinions and what became of last year's rows are called on pages."""

from typing import Any

from flask_babel import lazy_gettext as _l

from app.drafting.last_year.comparing import Show
from app.drafting.models import DraftingStatus, Response
from app.plans.differences import Change

# words, icon, css
STATUSES: dict[DraftingStatus, tuple[Any, str, str]] = {
    DraftingStatus.opening: (_l("Being opened"), "hourglass-split", ""),
    DraftingStatus.collecting: (_l("Collecting proposals"), "inbox", "info"),
    DraftingStatus.closing: (_l("Collecting ends"), "lock", ""),
    DraftingStatus.consolidating: (_l("Draft under way"), "pencil", "soon"),
    DraftingStatus.issued: (_l("Issued"), "check-circle-fill", "ok"),
    DraftingStatus.ended: (_l("Ended without a result"), "x-circle", ""),
}
RESPONSES: dict[Response, tuple[Any, str, str]] = {
    Response.accepted: (_l("Accepted"), "check-lg", "ok"),
    Response.partly: (_l("Accepted in part"), "check2-circle", "info"),
    Response.explained: (_l("Explained, the draft stays"), "info-circle", ""),
}
AGAINST_LAST_YEAR: dict[Change, tuple[Any, str, str]] = {
    Change.changed: (_l("Goes on, changed"), "pencil-square", "info"),
    Change.added: (_l("New this year"), "plus-lg", "ok"),
    Change.dropped: (_l("No longer there"), "dash-circle", "soon"),
    Change.same: (_l("Goes on as it was"), "check-lg", ""),
}
# words, icon
SHOWS: dict[Show, tuple[Any, str]] = {
    Show.different: (_l("All that is different"), ""),
    Show.lost: (_l("Unfinished, without a successor"), "exclamation-triangle-fill"),
    Show.unknown: (_l("Never begun, without a successor"), "question-circle"),
    Show.changed: (_l("Goes on, changed"), "pencil-square"),
    Show.added: (_l("New this year"), "plus-lg"),
    Show.dropped: (_l("No longer there"), "dash-circle"),
    Show.same: (_l("Goes on as it was"), "check-lg"),
}
