"""What states of draftings and answers to opinions are called on pages."""

from typing import Any

from flask_babel import lazy_gettext as _l

from app.drafting.models import DraftingStatus, Response

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
