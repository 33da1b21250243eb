"""The web forms of plan tasks: asking agencies to contribute, letting a task rest."""

from marshmallow import fields

from app.organisation.schemas.forms import Form, day, needed
from app.organisation.texts import N_


class _Request(Form):
    """What the lead agency needs from others, and until when."""

    request = fields.String(**needed(N_("Say what you need from them."), at_most=4000))
    until = day(N_("Enter the day until which you need it, for example 04/12/2026."))


class _Rest(Form):
    """Why a task rests, and when the coordinator looks at it again."""

    reason = fields.String(**needed(N_("Say why the task rests; the agency reads it."), at_most=2000))
    review_on = day(N_("Enter the day on which you will decide how it goes on."))


REQUEST, REST = _Request(), _Rest()
