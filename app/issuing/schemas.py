"""The web form of a correction."""

from marshmallow import fields, validate

from app.organisation.schemas.forms import Form, day, needed
from app.organisation.texts import N_

_NUMBER = N_("Enter number and symbol as the records office gave them, for example 215/QĐ-UBND.")


class _Correction(Form):
    """What is to stand of an issued document."""

    title = fields.String(**needed(N_("Enter kind and subject as printed."), at_most=400))
    number = fields.String(
        required=True,
        validate=[
            validate.Regexp(r"^[0-9][^\s/]*(/[^\s/]+)+$", error=_NUMBER),
            validate.Length(max=60, error=_NUMBER),
        ],
        error_messages={"required": _NUMBER},
    )
    issued_on = day(N_("Enter the day printed on the document."))
    signer = fields.String(**needed(N_("Enter the name of who signed."), at_most=120))
    signer_post = fields.String(**needed(N_("Enter the post of who signed."), at_most=160))
    reason = fields.String(**needed(N_("Say why it is corrected."), at_most=1000))


CORRECTION = _Correction()
