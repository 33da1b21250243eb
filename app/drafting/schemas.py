"""The web form of a letter that reached the department outside the system."""

from marshmallow import fields

from app.cases.receipts import Received
from app.organisation.schemas.forms import day, needed
from app.organisation.texts import N_


class _Letter(Received):
    """Which letter, and how it came."""

    number = fields.String(**needed(N_("Enter number and symbol, for example 215/SCT-KH."), at_most=60))
    signed_on = day(N_("Enter the day that stands on the document."))
    signer = fields.String(**needed(N_("Enter who signed the document."), at_most=120))


LETTER = _Letter()
