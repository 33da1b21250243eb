"""What timelines say about the support of laboratories."""

from flask_babel import gettext as _

from app.support.labels import OUTCOMES
from app.support.models import OutcomeKind
from app.timeline.wording import Payload, Wording, day_of, event, word


def _reached(payload: Payload) -> str:
    values = {"outcome": str(OUTCOMES[OutcomeKind(payload["outcome"])]), "day": day_of(payload["achieved_on"])}
    if payload.get("number"):
        return _("recorded the outcome “%(outcome)s”: %(number)s of %(day)s", number=payload["number"], **values)
    return _("recorded the outcome “%(outcome)s” of %(day)s", **values)


def _ended(payload: Payload) -> str:
    outcome = str(OUTCOMES[OutcomeKind(payload["outcome"])])
    return _("recorded that the outcome “%(outcome)s” ended on %(day)s", outcome=outcome, day=day_of(payload["on"]))


def _assessed(payload: Payload) -> str:
    return _("changed the gap analysis: clauses %(clauses)s", clauses=", ".join(payload["clauses"]))


word(
    {
        "support.judged": event("check2-circle", lambda _p: _("The table of conditions has judged the request.")),
        "support.agreed": event(
            "check2-circle", lambda p: _("Support was agreed, until %(day)s.", day=day_of(p["until"])), "ok"
        ),
        "support.refused": event("x-circle", lambda _p: _("Support was refused; the laboratory was told why.")),
        "support.withdrawn": Wording("arrow-return-left", lambda _p: _("withdrew the request")),
        "support.assessed": Wording("pencil", _assessed),
        "support.nonconformities": Wording(
            "exclamation-circle-fill", lambda p: _("recorded %(number)s nonconformities", number=p["number"])
        ),
        "support.outcome": Wording("award", _reached, "ok"),
        "support.outcome_ended": Wording("slash-circle", _ended),
        "accreditation_body.entered": Wording("plus-lg", lambda _p: _("put the body on the list")),
        "accreditation_body.corrected": Wording("pencil", lambda _p: _("corrected the body")),
    }
)
