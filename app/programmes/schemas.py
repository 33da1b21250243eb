"""The web forms of the programme: a survey, a withdrawal, a wish to revise."""

from marshmallow import fields, validate

from app.organisation.schemas.forms import Form, day, needed, optional
from app.organisation.texts import N_
from app.programmes.labels import SECTORS

_TAX_CODE = N_("A tax code has 10 or 13 digits.")


class _Survey(Form):
    """What was found out about one enterprise."""

    name = fields.String(**needed(N_("Enter the name of the enterprise."), at_most=300))
    tax_code = fields.String(
        required=True,
        validate=validate.Regexp(r"\A\d{10}(\d{3})?\Z", error=_TAX_CODE),
        error_messages={"required": _TAX_CODE},
    )
    surveyed_on = day(N_("Enter the day of the survey, for example 07/3/2026."))
    address = optional(at_most=300)
    sector = fields.String(load_default="", validate=validate.OneOf(("", *SECTORS), error=N_("Choose a sector.")))
    need = fields.String(**needed(N_("Enter what the enterprise needs; “none” is an answer, too."), at_most=4000))
    instruments = optional(at_most=4000)


class _Reason(Form):
    """Why an enterprise withdraws, or wants its programme revised."""

    reason = fields.String(**needed(N_("Say why, in a sentence or two."), at_most=2000))


SURVEY = _Survey()
REASON = _Reason()
