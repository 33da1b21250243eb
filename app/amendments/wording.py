"""What timelines say about amendments."""

from flask_babel import gettext as _

from app.plans.service.amending import RowAct
from app.timeline.wording import Payload, Wording, day_of, event, word


def _row(payload: Payload) -> str:
    return payload.get("row") or f"“{payload['content'][:40].strip()}”"


def _proposed(payload: Payload) -> str:
    row = _row(payload)
    if payload["act"] == RowAct.add.value:
        return _("proposed to add row %(row)s", row=row)
    if payload["act"] == RowAct.drop.value:
        return _("proposed to drop row %(row)s", row=row)
    return _("proposed to change row %(row)s", row=row)


def _replaced(payload: Payload) -> str:
    return _(
        "The plan was replaced by its amended version, %(number)s of %(day)s.",
        number=payload["number"],
        day=day_of(payload["issued"]),
    )


word(
    {
        "plan.amendment_begun": Wording("pencil-square", lambda _p: _("began an amendment of the plan")),
        "plan.replaced": event("arrow-right", _replaced, "info"),
        "amendment.row_proposed": Wording("pencil-square", _proposed),
        "amendment.added_row_changed": Wording(
            "pencil-square", lambda p: _("changed row %(row)s, which is to be added", row=_row(p))
        ),
        "amendment.change_taken_back": Wording(
            "arrow-counterclockwise", lambda p: _("took back the change of row %(row)s", row=_row(p))
        ),
    }
)
