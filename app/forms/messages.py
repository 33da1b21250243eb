"""The sentences people read when a value is not accepted, in the language of the page.

Made when they are needed and always plain ``str``: a lazy string inside a marshmallow error would be taken apart
letter by letter.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from flask_babel import gettext as _

from app.forms.fields import Checkbox, Choice, Field, FilePicker, NumberField, Rows
from app.forms.notation import write_number
from app.forms.problems import Problem

_QUOTED: Final = 40  # characters of what was entered that are shown back
_EXAMPLE_DATE: Final = "27/11/2026"


def sentence(problem: Problem, field: Field | None, label: str) -> str:
    """Put a problem of ``field`` into words; without a field (an unknown key) ``label`` is the path."""
    if problem.code == "missing":
        return _missing(field, label)
    values: dict[str, Any] = {"label": label, "example": _example(field)} | problem.values
    if "given" in values:
        values["given"] = _quoted(values["given"])
    return str(_SENTENCES[problem.code](values))


def _missing(field: Field | None, label: str) -> str:
    """Say what to do, not what is wrong; the author of the form may have said it better."""
    if field is not None and field.missing:
        return field.missing
    within = within_sentence(label)
    if isinstance(field, Choice):
        return str(_("Choose %(label)s.", label=within))
    if isinstance(field, FilePicker):
        return str(_("Attach %(label)s.", label=within))
    if isinstance(field, Checkbox):
        return str(_("Tick “%(label)s”.", label=label))
    if isinstance(field, Rows):
        return str(_("Add at least one row to “%(label)s”.", label=label))
    return str(_("Enter %(label)s.", label=within))


def within_sentence(label: str) -> str:
    """Begin a label or sentence in lower case, unless its first word is an abbreviation ("UBND tỉnh")."""
    first, *rest = label.split(" ", 1) if label else ("",)
    kept = len(first) > 1 and first != first.capitalize()
    return label if kept else " ".join([first.lower(), *rest])


def _example(field: Field | None) -> str:
    if field is not None and field.example:
        return field.example
    if isinstance(field, NumberField):
        return _example_number(field)
    return {"time": "08:30", "datetime": f"{_EXAMPLE_DATE} 08:30"}.get(getattr(field, "kind", ""), _EXAMPLE_DATE)


def _example_number(field: NumberField) -> str:
    example = Decimal(12) if field.digits == 0 or (field.step and field.step % 1 == 0) else Decimal("120.5")
    fits = (field.minimum is None or example >= field.minimum) and (field.maximum is None or example <= field.maximum)
    bound = field.minimum if field.minimum is not None else field.maximum
    return write_number(example if fits or bound is None else bound)


def _quoted(given: Any) -> str:
    if isinstance(given, bool) or given is None or not isinstance(given, str | int | float | Decimal):
        return "…"
    text = " ".join((given if isinstance(given, str) else write_number(given)).split())
    return text if len(text) <= _QUOTED else text[: _QUOTED - 1] + "…"


_SENTENCES: Final[dict[str, Callable[[dict[str, Any]], str]]] = {
    "text": lambda v: _("%(label)s: enter text.", **v),
    "control_characters": lambda v: _(
        "%(label)s: contains invisible signs that cannot be kept. Delete the text and type it again.", **v
    ),
    "one_line": lambda v: _("%(label)s: enter one line only.", **v),
    "min_length": lambda v: _("%(label)s: at least %(limit)d characters; you entered %(count)d.", **v),
    "max_length": lambda v: _("%(label)s: at most %(limit)d characters; you entered %(count)d.", **v),
    "pattern": lambda v: _("%(label)s: write it like %(example)s. You entered “%(given)s”.", **v),
    "email": lambda v: _(
        "%(label)s: enter an e-mail address, for example ten@coquan.vn. You entered “%(given)s”.", **v
    ),
    "phone": lambda v: _(
        "%(label)s: enter a telephone number, for example 0000 000 000. You entered “%(given)s”.", **v
    ),
    "number": lambda v: _("%(label)s: enter a number, for example %(example)s. You entered “%(given)s”.", **v),
    "whole_number": lambda v: _(
        "%(label)s: enter a whole number, for example %(example)s. You entered “%(given)s”.", **v
    ),
    "digits": lambda v: _("%(label)s: at most %(digits)d decimal places. You entered “%(given)s”.", **v),
    "number_length": lambda v: _("%(label)s: at most %(digits)d digits.", **v),
    "minimum": lambda v: _("%(label)s: enter %(limit)s or more. You entered “%(given)s”.", **v),
    "maximum": lambda v: _("%(label)s: enter %(limit)s or less. You entered “%(given)s”.", **v),
    "step": lambda v: _("%(label)s: enter a multiple of %(step)s. You entered “%(given)s”.", **v),
    "date": lambda v: _("%(label)s: enter day/month/year, for example %(example)s. You entered “%(given)s”.", **v),
    "no_such_day": lambda v: _(
        "There is no %(day)d/%(month)d in the calendar. Month %(month)d has %(last)d days.", **v
    ),
    "no_such_february": lambda v: _(
        "There is no %(day)d/%(month)d/%(year)d in the calendar. February %(year)d has %(last)d days.", **v
    ),
    "no_such_month": lambda v: _("There is no month %(month)d. Enter day/month/year, for example %(example)s.", **v),
    "year": lambda v: _("%(label)s: enter a year from %(first)d to %(last)d. You entered “%(given)s”.", **v),
    "past": lambda v: _("%(label)s: choose a day from today, %(today)s, onwards.", **v),
    "time": lambda v: _("%(label)s: enter hour:minute, for example 08:30. You entered “%(given)s”.", **v),
    "moment": lambda v: _(
        "%(label)s: enter the day and the time, for example %(example)s. You entered “%(given)s”.", **v
    ),
    "flag": lambda v: _("%(label)s: answer yes or no (true or false).", **v),
    "option": lambda v: _("%(label)s: choose one of the list; “%(given)s” is not in it.", **v),
    "list": lambda v: _("%(label)s: send a list.", **v),
    "object": lambda v: _("%(label)s: send an object with the fields of this part.", **v),
    "one_file": lambda v: _("%(label)s: one file only.", **v),
    "too_many_rows": lambda v: _("%(label)s: at most %(limit)d rows.", **v),
    "row_count": lambda v: _("%(label)s: the list has %(count)d rows, none can be added or removed.", **v),
    "locked": lambda v: _("%(label)s: this comes from the case and is not changed here.", **v),
    "unknown": lambda v: _("The form has no field “%(label)s”.", **v),
}
