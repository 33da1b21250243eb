"""What the forms of the organisation accept; sentences are msgids, translated where they are shown."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext
from marshmallow import EXCLUDE, Schema, ValidationError, fields, pre_load, validate

EMAIL_MISSING = "Enter your e-mail address, for example an@congthuong.lamgiang.example."
EMAIL_WRONG = "This is not an e-mail address. Example: an@congthuong.lamgiang.example."


class Form(Schema):
    """A web form: unknown fields are ignored, texts lose the spaces around them (never passwords)."""

    class Meta:
        """Ignore what the form does not have."""

        unknown = EXCLUDE

    untouched: tuple[str, ...] = ("password", "current_password")

    @pre_load
    def _strip(self, given: Mapping[str, Any], **_: Any) -> dict[str, Any]:
        names = [name for name in self.fields if name in given]
        return {name: given[name] if name in self.untouched else str(given[name]).strip() for name in names}


def filled(schema: Schema, form: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """Return what was filled in, and for each field what is wrong with it, in the person's language."""
    try:
        return schema.load(form), {}
    except ValidationError as error:
        return {}, {name: [gettext(text) for text in texts] for name, texts in error.normalized_messages().items()}


def problems(errors: Mapping[str, list[str]]) -> list[tuple[str, str]]:
    """Return the lines of an error summary: (field, sentence)."""
    return [(name, sentence) for name, sentences in errors.items() for sentence in sentences]


def email() -> fields.Email:
    """Return a required e-mail address."""
    return fields.Email(
        required=True,
        validate=validate.Length(max=200, error=EMAIL_WRONG),
        error_messages={"required": EMAIL_MISSING, "invalid": EMAIL_WRONG},
    )


class SignIn(Form):
    """The sign-in form; `next` is a path of ours or ignored."""

    email = email()
    password = fields.String(
        required=True,
        validate=[
            validate.Length(min=1, error="Enter your password."),
            validate.Length(max=1000, error="This password is too long."),
        ],
        error_messages={"required": "Enter your password."},
    )
    next = fields.String(load_default="")


class ResetRequest(Form):
    """Who forgot a password."""

    email = email()


class ChangePassword(Form):
    """Present and new password; what makes a good one is checked in `passwords`."""

    current_password = fields.String(
        required=True,
        validate=[
            validate.Length(min=1, error="Enter your present password."),
            validate.Length(max=1000, error="This password is too long."),
        ],
        error_messages={"required": "Enter your present password."},
    )
    password = fields.String(required=True, error_messages={"required": "Enter the new password."})


class Preferences(Form):
    """Language and keyboard shortcuts."""

    locale = fields.String(required=True, validate=validate.OneOf(["vi", "en"], error="Choose a language."))
    uses_shortcuts = fields.Boolean(load_default=False)


SIGN_IN = SignIn()
CHANGE_PASSWORD = ChangePassword()
PREFERENCES = Preferences()
RESET_REQUEST = ResetRequest()
