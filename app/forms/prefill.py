"""What stands in a form before anybody has typed: values of the case, else the defaults of the form."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from app.forms.expressions import Scope, holds, keyed, value_of
from app.forms.fields import Form, Group, Part, Rows
from app.forms.levels import Level, mapping, rows_of


def prefill(form: Form, scope: Scope) -> dict[str, Any]:
    """Give the form's values before any input.

    A field takes the value of the same name in the case (in a row: of the row), else its default, which may be a
    FEEL expression over the case and the fields before it.
    """
    return _prefill(form.fields, scope.names, scope)


def _prefill(parts: tuple[Part, ...], own: Mapping[str, Any], scope: Scope) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for part in keyed(parts):
        inner = scope.inside(parts, values)
        existing = own.get(part.key)
        if isinstance(part, Group):
            values[part.key] = _prefill(part.parts, mapping(existing), inner)
        elif isinstance(part, Rows):
            given = existing if existing is not None else value_of(part.default, inner)
            rows = rows_of(given) if given is not None else [{}] * part.repetitions
            values[part.key] = [_prefill(part.parts, row, inner) for row in rows]
        else:
            values[part.key] = value_of(part.default, inner) if existing is None else existing
    return values


def initial(
    form: Form, *, data: Mapping[str, Any], context: Mapping[str, Any], now: datetime | None = None
) -> dict[str, Any]:
    """Give what the form shows first: the draft in ``data`` where it says something, else what is prefilled.

    Locked fields always show what is prefilled; rows that may not be added to stay as many as prefilled.
    """
    scope = Scope(context, now)
    return _merge(form.fields, Level((data, prefill(form, scope))), scope)


def _merge(parts: tuple[Part, ...], level: Level, outer: Scope) -> dict[str, Any]:
    drafted, given = level.trees
    scope = outer.inside(parts, {**given, **drafted})
    merged: dict[str, Any] = {}
    for part in keyed(parts):
        if isinstance(part, Group):
            merged[part.key] = _merge(part.parts, level.inside(part.key), scope)
        elif isinstance(part, Rows):
            source = drafted if part.can_add and part.key in drafted else given
            rows = (level.row(part.key, index) for index in range(len(rows_of(source.get(part.key)))))
            merged[part.key] = [_merge(part.parts, row, scope) for row in rows]
        else:
            keeps_draft = part.key in drafted and not holds(part.readonly, scope)
            merged[part.key] = (drafted if keeps_draft else given).get(part.key)
    return merged
