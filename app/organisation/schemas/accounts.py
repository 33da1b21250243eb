"""The forms of an account: signing in, passwords, preferences."""

from marshmallow import fields, validate

from app.organisation.schemas.forms import Form, email, needed
from app.organisation.texts import N_


class SignIn(Form):
    """The sign-in form; `next` is a path of ours or ignored."""

    email = email()
    password = fields.String(**needed(N_("Enter your password."), at_most=1000))
    next = fields.String(load_default="")


class ResetRequest(Form):
    """Who forgot a password."""

    email = email()


class ChangePassword(Form):
    """Present and new password; what makes a good one is checked in `passwords`."""

    current_password = fields.String(**needed(N_("Enter your present password."), at_most=1000))
    password = fields.String(**needed(N_("Enter the new password."), at_most=1000))


class Preferences(Form):
    """Language and keyboard shortcuts."""

    locale = fields.String(required=True, validate=validate.OneOf(["vi", "en"], error=N_("Choose a language.")))
    uses_shortcuts = fields.Boolean(load_default=False)


SIGN_IN = SignIn()
RESET_REQUEST = ResetRequest()
CHANGE_PASSWORD = ChangePassword()
PREFERENCES = Preferences()
