"""Check data against a form and give it back clean."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from marshmallow import ValidationError

from app.clock import local_date
from app.forms.choices import options_of
from app.forms.expressions import Scope, words
from app.forms.fields import Checkbox, Choice, DateField, Field, Form, Group, Part, Rows
from app.forms.inputs import reader_of
from app.forms.levels import below, rows_of
from app.forms.messages import sentence
from app.forms.notation import write_date
from app.forms.prefill import prefill
from app.forms.problems import FormInvalid, Problem
from app.forms.schema import Problems, load
from app.forms.visibility import Place, places, settle


def validate(form: Form, data: Any, *, context: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """Give ``data`` clean and JSON-plain, or raise :class:`FormInvalid` with every problem by path.

    Hidden fields are not demanded and not kept. Locked fields have the prefilled value; another one is refused.
    ``context`` is what expressions may read besides the form, ``now`` an aware instant.
    """
    read, problems = load(form, data)
    scope = Scope(context, now)
    settled = settle(form, read, prefill(form, scope), scope)
    errors: dict[str, list[str]] = {}
    for place in places(form, settled, read, scope):
        found = problems.pop(place.path, None) or list(_judge(place, local_date(now)))
        if found:
            label = words(place.field.label, place.scope)
            errors[place.path] = [sentence(problem, place.field, label) for problem in found]
    for path, found in _without_hidden(form, problems).items():
        errors[path or form.id] = [sentence(problem, None, path or form.title) for problem in found]
    if errors:
        raise FormInvalid(errors, dict(data) if isinstance(data, Mapping) else {})
    return settled


def _judge(place: Place, today: date) -> Iterator[Problem]:
    """Yield what is wrong with a value that could be read, given the other values and the day."""
    field, value = place.field, place.value
    if isinstance(field, Rows) and not _has_its_rows(field, place):
        yield Problem("row_count", {"count": len(value)})
    elif place.locked:
        if not _is_unchanged(place):
            yield Problem("locked")
    elif _is_empty(field, value):
        if place.required:
            yield Problem("missing")
    elif isinstance(field, Choice):
        offered = {option.value for option in options_of(field, place.scope)}
        chosen = value if field.multiple else [value]
        yield from (Problem("option", {"given": one}) for one in chosen if one not in offered)
    elif isinstance(field, DateField) and _is_past(field, value, today):
        yield Problem("past", {"today": write_date(today)})


def _is_past(field: DateField, value: str, today: date) -> bool:
    return field.not_past and field.kind != "time" and date.fromisoformat(value[:10]) < today


def _has_its_rows(field: Rows, place: Place) -> bool:
    """Tell whether a list that may not grow or shrink came with its rows, or not at all."""
    submitted = place.submitted.get(field.key)
    return field.can_add or submitted is None or len(rows_of(submitted)) == len(place.value)


def _is_empty(field: Field, value: Any) -> bool:
    return value is None or value == [] or (isinstance(field, Checkbox) and value is False)


def _is_unchanged(place: Place) -> bool:
    """Tell whether a locked field came back as it was, or not at all."""
    submitted = place.submitted.get(place.field.key)
    if submitted is None:
        return True
    try:
        return place.value is not None and bool(submitted == reader_of(place.field)(place.value))
    except ValidationError:
        return False


def _without_hidden(form: Form, problems: Problems) -> Problems:
    """Drop what is wrong with fields that do not apply; keep unknown keys and things of the wrong shape."""
    own = set(_field_paths(form.fields, ""))
    return {path: found for path, found in problems.items() if re.sub(r"\[\d+\]", "[]", path) not in own}


def _field_paths(parts: tuple[Part, ...], prefix: str) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Group):
            yield from _field_paths(part.parts, below(prefix, part.key))
        elif isinstance(part, Field):
            yield prefix + part.key
        if isinstance(part, Rows):
            yield from _field_paths(part.parts, f"{prefix}{part.key}[].")
