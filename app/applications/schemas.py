"""The web forms of tracking and erasure."""

from marshmallow import fields

from app.organisation.schemas.forms import Form, email, needed
from app.organisation.texts import N_


class _Track(Form):
    """What an application is found by."""

    code = fields.String(**needed(N_("Enter the tracking code, for example 7K4M-92QX-TY."), at_most=40))
    email = email()


class _Erasure(Form):
    """Why personal data is erased."""

    reason = fields.String(**needed(N_("Say why it is erased, for example: the applicant asked for it."), at_most=300))


TRACK, ERASURE = _Track(), _Erasure()
