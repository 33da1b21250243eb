"""What an account's history says about its calendar feed."""

from flask_babel import gettext as _

from app.timeline.wording import Payload, Wording, word


def _issued(payload: Payload) -> str:
    if payload.get("replaced"):
        return _("made a new address for the calendar; the earlier one died")
    return _("made an address for the calendar")


word(
    {
        "calendar.feed_issued": Wording("rss", _issued),
        "calendar.feed_revoked": Wording("rss", lambda _p: _("made the address of the calendar useless")),
    }
)
