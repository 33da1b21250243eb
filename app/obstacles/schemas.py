"""The web form of an obstacle."""

from marshmallow import fields, validate

from app.organisation.schemas.forms import Form, day, needed
from app.organisation.texts import N_

SCOPES = ("task", "case")
_LONG = 4000


class _Raised(Form):
    """What is in the way, since when, why, and what should be done."""

    what = fields.String(**needed(N_("Say what is in the way."), at_most=_LONG))
    since = day(N_("Enter the day since when it is in the way, for example 09/11/2026."))
    cause = fields.String(**needed(N_("Say why."), at_most=_LONG))
    proposal = fields.String(**needed(N_("Say what you propose: who should do what."), at_most=_LONG))
    scope = fields.String(load_default="case", validate=validate.OneOf(SCOPES))


RAISED = _Raised()
