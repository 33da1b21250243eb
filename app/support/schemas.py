"""What the forms of these pages accept."""

from marshmallow import fields

from app.organisation.schemas.forms import Form, needed, optional
from app.organisation.texts import N_


class _Body(Form):
    name = fields.String(**needed(N_("Enter the name of the body."), at_most=200))
    programmes = optional(at_most=200)
    is_active = fields.Boolean(load_default=False)


class _Withdrawal(Form):
    reason = fields.String(**needed(N_("Say why the laboratory withdraws."), at_most=2000))


BODY = _Body()
WITHDRAWAL = _Withdrawal()
