"""What timelines say about issued documents and submissions."""

from flask_babel import gettext as _

from app.timeline.wording import Payload, Wording, day_of, event, word


def _issued(payload: Payload) -> str:
    return _("recorded the document %(number)s of %(day)s", number=payload["number"], day=day_of(payload["issued_on"]))


word(
    {
        "document.issued": Wording("send", _issued, "ok"),
        "document.corrected": Wording(
            "pencil", lambda p: _("corrected what is recorded of the document %(number)s", number=p["number"])
        ),
        "case.submitted": event("building", lambda _p: _("The case was submitted to the People's Committee."), "info"),
    }
)
