"""What timelines say about reviews."""

from flask_babel import gettext as _

from app.reviews.labels import KINDS
from app.reviews.models import ReviewKind
from app.timeline.wording import Payload, Wording, day_of, event, word


def _opened(payload: Payload) -> str:
    kind = str(KINDS[ReviewKind(payload["kind"])]).lower()
    return _("opened the %(kind)s; self-assessments are due on %(day)s", kind=kind, day=day_of(payload["due_on"]))


word(
    {
        "review.opened": Wording("flag", _opened),
        "review.roster_frozen": event(
            "lock", lambda p: _("The list of %(number)s agencies was frozen.", number=p.get("agencies", ""))
        ),
        "review.asked": event("send", lambda _p: _("Every lead agency was asked."), "ok"),
        "review.gathered": event("lock", lambda _p: _("No more self-assessments are taken.")),
        "review.assessment_taken_in": event(
            "check-circle-fill", lambda _p: _("The self-assessment was taken in."), "ok"
        ),
        "review.approved": event("check-circle-fill", lambda _p: _("The review is approved."), "ok"),
    }
)
