"""What every form here shares: how it is read, and fields that come again."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from flask_babel import gettext
from marshmallow import EXCLUDE, Schema, ValidationError, fields, pre_load, validate

from app.organisation.texts import N_

Errors = dict[str, list[str]]


class Form(Schema):
    """A web form: unknown fields are ignored, texts lose the spaces around them (never passwords)."""

    class Meta:
        """Ignore what the form does not have."""

        unknown = EXCLUDE

    untouched: tuple[str, ...] = ("password", "current_password")

    @pre_load
    def _strip(self, given: Mapping[str, Any], **_: Any) -> dict[str, Any]:
        names = [name for name in self.fields if name in given]
        kept = {name for name in names if name in self.untouched or given[name] is None}
        return {name: given[name] if name in kept else str(given[name]).strip() for name in names}


def filled(schema: Schema, form: Mapping[str, Any]) -> tuple[dict[str, Any], Errors]:
    """Return what was filled in, and for each field what is wrong with it, in the person's language."""
    try:
        return schema.load(form), {}
    except ValidationError as error:
        messages: Mapping[str, list[str]] = error.messages_dict
        return {}, {name: [gettext(text) for text in texts] for name, texts in messages.items()}


def problems(errors: Errors) -> list[tuple[str, str]]:
    """Return the lines of an error summary: (field, sentence)."""
    return [(name, sentence) for name, sentences in errors.items() for sentence in sentences]


def needed(sentence: str, *, at_most: int) -> dict[str, Any]:
    """Return the arguments of a text field that must not be empty; the sentence says what to enter."""
    long = N_("This is too long. Shorten it.")
    length = [validate.Length(min=1, error=sentence), validate.Length(max=at_most, error=long)]
    return {"required": True, "validate": length, "error_messages": {"required": sentence}}


def optional(*, at_most: int) -> fields.String:
    """Return a text field that may stay empty."""
    long = N_("This is too long. Shorten it.")
    return fields.String(load_default="", validate=validate.Length(max=at_most, error=long))


def email(**options: Any) -> fields.Email:
    """Return a required e-mail address."""
    wrong = N_("This is not an e-mail address. Example: an@congthuong.lamgiang.example.")
    missing = N_("Enter an e-mail address, for example an@congthuong.lamgiang.example.")
    return fields.Email(
        required=True,
        validate=validate.Length(max=200, error=wrong),
        error_messages={"required": missing, "invalid": wrong},
        **options,
    )


class _Day(fields.Date):
    """A date of which an empty field is missing, not wrong."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **options: Any) -> date:
        if value == "":
            raise self.make_error("required")
        return super()._deserialize(value, attr, data, **options)


def day(sentence: str) -> fields.Date:
    """Return a required date, written day/month/year; the sentence says what to enter."""
    wrong = N_("This day is not in the calendar. Write day/month/year, for example 07/3/2026.")
    return _Day(
        format="%d/%m/%Y", required=True, error_messages={"required": sentence, "invalid": wrong, "format": wrong}
    )


def one_of(kinds: type[StrEnum], sentence: str) -> fields.Enum[Any]:
    """Return a required choice among the members of an enum, by name."""
    return fields.Enum(kinds, required=True, error_messages={"required": sentence, "unknown": sentence})
