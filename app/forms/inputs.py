"""Read one value as its field means it: from what a person typed, or from JSON.

Each reader gives a JSON-plain value (dates and times as ISO 8601 text) or raises a problem. Empty text is null
before a reader sees it.
"""

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any, Final

from marshmallow import ValidationError
from marshmallow.validate import Email

from app.forms.fields import Checkbox, Choice, DateField, Field, FilePicker, NumberField, TextField
from app.forms.notation import read_date, read_moment, read_number, read_time, write_number
from app.forms.patterns import occurs
from app.forms.problems import problem

Reader = Callable[[Any], Any]

_PHONE: Final = re.compile(r"\+?[\d .()-]{8,20}", re.ASCII)
_IS_EMAIL: Final = Email()
_EXACT_DIGITS: Final = 15  # what a JSON number carries exactly in every language
_LARGEST_EXPONENT: Final = 30


def reader_of(field: Field) -> Reader:
    """Give the function that reads a value of ``field``."""
    for kind, read in _READERS.items():
        if isinstance(field, kind):
            return partial(read, field)
    raise TypeError(type(field))


def without_blanks(value: Any) -> Any:
    """Make text NFC with plain line ends and no outer spaces; empty text is null."""
    if not isinstance(value, str):
        return value
    text = unicodedata.normalize("NFC", value).replace("\r\n", "\n").strip()
    return text or None


def _read_text(field: TextField, value: Any) -> str:
    if not isinstance(value, str):
        raise problem("text", given=value)
    if any(unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\t" for sign in value):
        raise problem("control_characters")
    if field.lines == 1 and "\n" in value:
        raise problem("one_line")
    if len(value) > field.max_length:
        raise problem("max_length", limit=field.max_length, count=len(value))
    if len(value) < field.min_length:
        raise problem("min_length", limit=field.min_length, count=len(value))
    _check_format(field, value)
    return value


def _check_format(field: TextField, value: str) -> None:
    if field.pattern and not occurs(field.pattern, value):
        raise problem("pattern", given=value)
    if field.format == "phone" and not _PHONE.fullmatch(value):
        raise problem("phone", given=value)
    if field.format == "email":
        try:
            _IS_EMAIL(value)
        except ValidationError:
            raise problem("email", given=value) from None


def _read_number(field: NumberField, value: Any) -> int | float:
    number = _exact(value)
    if number is None:
        raise problem("number", given=value)
    places = max(0, -int(number.normalize().as_tuple().exponent))
    if field.digits is not None and places > field.digits:
        raise problem("digits" if field.digits else "whole_number", digits=field.digits, given=value)
    if len(number.normalize().as_tuple().digits) > _EXACT_DIGITS or number.adjusted() > _LARGEST_EXPONENT:
        raise problem("number_length", digits=_EXACT_DIGITS)
    if field.minimum is not None and number < field.minimum:
        raise problem("minimum", limit=write_number(field.minimum), given=value)
    if field.maximum is not None and number > field.maximum:
        raise problem("maximum", limit=write_number(field.maximum), given=value)
    if field.step and number % field.step:
        raise problem("step", step=write_number(field.step), given=value)
    return int(number) if not places else float(number)


def _exact(value: Any) -> Decimal | None:
    """Give the number that was meant, None if there is none; true and false are none."""
    if isinstance(value, str):
        return read_number(value)
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    try:
        number = Decimal(str(value))
    except (InvalidOperation, ValueError):  # an integer of more digits than Python prints
        return None
    return number if number.is_finite() else None


def _read_date(field: DateField, value: Any) -> str:
    if not isinstance(value, str):
        raise problem("moment" if field.kind == "datetime" else field.kind, given=value)
    if field.kind == "time":
        return f"{read_time(value):%H:%M}"
    return read_date(value).isoformat() if field.kind == "date" else read_moment(value).isoformat()


def _read_flag(_: Checkbox, value: Any) -> bool:
    if not isinstance(value, bool):
        raise problem("flag")
    return value


def _read_choice(field: Choice, value: Any) -> str | list[str]:
    chosen = value if field.multiple else [value]
    if not isinstance(chosen, list):
        raise problem("list")
    for one in chosen:
        if not isinstance(one, str):
            raise problem("option", given=one)
        if isinstance(field.options, tuple) and one not in {option.value for option in field.options}:
            raise problem("option", given=one)
    return list(dict.fromkeys(chosen)) if field.multiple else value


def _read_files(field: FilePicker, value: Any) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise problem("list")
    if len(value) > 1 and not field.multiple:
        raise problem("one_file")
    return list(dict.fromkeys(value))


_READERS: Final[dict[type[Field], Callable[[Any, Any], Any]]] = {
    TextField: _read_text,
    NumberField: _read_number,
    DateField: _read_date,
    Checkbox: _read_flag,
    Choice: _read_choice,
    FilePicker: _read_files,
}
