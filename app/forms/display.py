"""Write values as people read them: in an input, and as text where nothing is to be entered."""

from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _

from app.clock import LOCAL
from app.forms.choices import label_of
from app.forms.fields import Checkbox, Choice, DateField, Field, NumberField, Option
from app.forms.notation import write_date, write_number

NOTHING = "–"


def as_input(field: Field, value: Any) -> str:
    """Give what stands in a text input; what was typed and could not be read stands there unchanged."""
    if value is None or isinstance(value, bool | list | dict):
        return ""
    if isinstance(field, NumberField) and isinstance(value, int | float):
        return write_number(value)
    if isinstance(field, DateField) and isinstance(value, str):
        return " ".join(half for half in halves(field, value) if half)
    return str(value)


def halves(field: DateField, value: Any) -> tuple[str, str]:
    """Give day and time of a value as they stand in two inputs; what cannot be read is all in the first."""
    text = "" if value is None else str(value)
    try:
        if field.kind == "time":
            return "", text
        if field.kind == "date":
            return write_date(date.fromisoformat(text)), ""
        moment = datetime.fromisoformat(text)
    except ValueError:
        day, _space, clock = text.partition(" ")
        return (day, clock) if field.kind == "datetime" else (text, "")
    local = moment.astimezone(LOCAL) if moment.tzinfo else moment
    return write_date(local.date()), f"{local:%H:%M}"


def as_text(field: Field, value: Any, options: tuple[Option, ...] = ()) -> str:
    """Give a value for reading only."""
    if isinstance(field, Checkbox):
        return str(_("Yes") if value is True else _("No"))
    if value is None or value in ("", []):
        return NOTHING
    if isinstance(field, Choice):
        chosen = value if isinstance(value, list) else [value]
        return ", ".join(label_of(options, one) for one in chosen)
    if isinstance(field, NumberField) and isinstance(value, int | float) and not isinstance(value, bool):
        return f"{write_number(value, field.digits)} {field.unit}".rstrip()
    return as_input(field, value)
