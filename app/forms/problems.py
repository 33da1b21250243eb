"""What is wrong with a value, before it is put into words: the words need the reader's language and the label."""

from dataclasses import dataclass, field
from typing import Any

from marshmallow import ValidationError

from app.errors import Invalid


@dataclass(frozen=True, slots=True)
class Problem:
    """A code of ``messages.SENTENCES`` with what its sentence speaks of."""

    code: str
    values: dict[str, Any] = field(default_factory=dict)


def problem(code: str, **values: Any) -> ValidationError:
    """Give the error to raise from a marshmallow field.

    The problem goes inside a list: marshmallow keeps lists as they are, where it would take a bare object (or a
    lazy string) for the whole error tree.
    """
    return ValidationError([Problem(code, values)])


class FormInvalid(Invalid):
    """Data that the form does not accept: ``errors`` by path, ``data`` as it came, to show again."""

    slug = "form-invalid"

    def __init__(self, errors: dict[str, list[str]], data: dict[str, Any]) -> None:
        super().__init__(errors)
        self.data = data


class UploadRefused(Exception):
    """Raised by the function that stores an upload, with the sentence to show at the field."""
