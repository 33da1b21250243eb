"""The web forms of a letter that reached the department outside the system, and of a request for more time."""

from marshmallow import fields

from app.cases.receipts import Received
from app.organisation.schemas.forms import Form, day, needed
from app.organisation.texts import N_


class _Letter(Received):
    """Which letter, and how it came."""

    number = fields.String(**needed(N_("Enter number and symbol, for example 215/SCT-KH."), at_most=60))
    signed_on = day(N_("Enter the day that stands on the document."))
    signer = fields.String(**needed(N_("Enter who signed the document."), at_most=120))


class _MoreTime(Form):
    """A request for more time."""

    until = day(N_("Enter the day until which you need more time, for example 04/12/2026."))
    reason = fields.String(**needed(N_("Say why more time is needed."), at_most=2000))


LETTER, MORE_TIME = _Letter(), _MoreTime()
