"""The web forms of amendments: why one is begun, and the texts of a row."""

from marshmallow import fields

from app.organisation.schemas.forms import Form, needed, optional
from app.organisation.texts import N_

_LONG = 4000


class _Beginning(Form):
    """Why a plan has to be amended."""

    reason = fields.String(**needed(N_("Say why the plan has to be amended."), at_most=_LONG))


class _Row(Form):
    """The texts of a row as they are to be, and why."""

    number = optional(at_most=40)
    content = optional(at_most=_LONG)
    lead_text = optional(at_most=_LONG)
    coordinating_text = optional(at_most=_LONG)
    directing_text = optional(at_most=_LONG)
    time_text = optional(at_most=_LONG)
    result_text = optional(at_most=_LONG)
    funding_text = optional(at_most=_LONG)
    group = optional(at_most=_LONG)
    reason = optional(at_most=_LONG)


BEGINNING, ROW = _Beginning(), _Row()
