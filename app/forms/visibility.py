"""Decide which fields apply to given data: hidden ones lose their value, locked ones get the one prefilled."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from app.forms.expressions import Scope, every_part, holds
from app.forms.fields import Field, Form, Group, Part, Rows, Text
from app.forms.levels import Level, Values, below, rows_of


@dataclass(frozen=True, slots=True)
class Place:
    """One field where it occurs in the data: the same field stands in every row.

    ``path`` is its HTML name and error path, e.g. ``rows[0].qty``; ``values`` is the settled and ``submitted`` the
    original data at its level; ``scope`` is what its expressions may read.
    """

    field: Field
    path: str
    values: Values
    submitted: Values
    scope: Scope

    @property
    def value(self) -> Any:
        """The field's value, None when empty."""
        return self.values.get(self.field.key)

    @property
    def locked(self) -> bool:
        """Whether its value is the prefilled one and nobody's to change."""
        return holds(self.field.readonly, self.scope)

    @property
    def required(self) -> bool:
        """Whether it must have a value."""
        return holds(self.field.required, self.scope)


def settle(form: Form, data: Values, given: Values, scope: Scope) -> dict[str, Any]:
    """Give ``data`` without hidden fields and with locked fields as prefilled.

    A hidden field is null to the conditions of others, so hiding one may hide the next: the conditions are judged
    again until nothing changes. They form no circle (checked at deployment), so that ends.
    """
    judged: dict[str, Any] = dict(data)
    for _ in range(sum(1 for _ in every_part(form.fields)) + 1):
        settled = _settle(form.fields, Level((data, judged, given)), scope)
        if settled == judged:
            break
        judged = settled
    return judged


def _settle(parts: tuple[Part, ...], level: Level, outer: Scope) -> dict[str, Any]:
    data, judged, given = level.trees
    scope = outer.inside(parts, judged)
    settled: dict[str, Any] = {}
    for part in parts:
        if isinstance(part, Text) or holds(part.hide, scope):
            continue
        if isinstance(part, Group):
            inner = _settle(part.parts, level.inside(part.key), scope)
            settled |= {part.key: inner} if part.key else inner
        elif isinstance(part, Rows):
            count = len(rows_of((data if part.can_add else given).get(part.key)))
            rows = (level.row(part.key, index) for index in range(count))
            settled[part.key] = [_settle(part.parts, row, scope) for row in rows]
        elif isinstance(part, Field):
            value = (given if holds(part.readonly, scope) else data).get(part.key)
            settled[part.key] = part.empty if value is None else value
    return settled


def places(form: Form, settled: Values, submitted: Values, scope: Scope) -> Iterator[Place]:
    """Yield every field that applies to settled data, in the order of the form; a list before its rows."""
    return _places(form.fields, Level((settled, submitted)), scope, "")


def _places(parts: tuple[Part, ...], level: Level, outer: Scope, prefix: str) -> Iterator[Place]:
    settled, submitted = level.trees
    scope = outer.inside(parts, settled)
    for part in parts:
        if isinstance(part, Text) or holds(part.hide, scope):
            continue
        if isinstance(part, Group):
            yield from _places(part.parts, level.inside(part.key), scope, below(prefix, part.key))
        elif isinstance(part, Field):
            yield Place(part, prefix + part.key, settled, submitted, scope)
        if isinstance(part, Rows):
            for index in range(len(rows_of(settled.get(part.key)))):
                row = level.row(part.key, index)
                yield from _places(part.parts, row, scope, f"{prefix}{part.key}[{index}].")
