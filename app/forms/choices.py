"""The options a choice offers: written in the form, or computed from the case."""

from typing import Any

from app.forms.expressions import Scope, value_of
from app.forms.fields import Choice, Option


def options_of(choice: Choice, scope: Scope) -> tuple[Option, ...]:
    """Give the options; a computed list holds texts, or objects with ``value`` and ``label``.

    Whatever else it holds is no option, so a list that is missing offers nothing.
    """
    if isinstance(choice.options, tuple):
        return choice.options
    listed = value_of(choice.options, scope)
    options = (_option(item) for item in listed) if isinstance(listed, list) else ()
    return tuple(option for option in options if option is not None)


def label_of(options: tuple[Option, ...], value: Any) -> str:
    """Give the words for a chosen value; the value itself once it is no longer offered."""
    return next((option.label for option in options if option.value == value), str(value))


def _option(item: Any) -> Option | None:
    if isinstance(item, str):
        return Option(item, item)
    if isinstance(item, dict) and isinstance(item.get("value"), str):
        return Option(item["value"], str(item.get("label") or item["value"]))
    return None
