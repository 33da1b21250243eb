"""Evaluate what in a form may be a FEEL expression: rules, words and values.

An expression is handed only the names it reads: unknown ones are null, and a large context costs nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from app.engine.feel import Expression
from app.engine.feel.values import to_plain
from app.forms.fields import Form, Group, Part, Rows, Rule, Words


@dataclass(frozen=True, slots=True)
class Scope:
    """What expressions may read: names, and the instant ``now`` (aware; without it none may ask for the day)."""

    names: Mapping[str, Any]
    now: datetime | None = None

    def inside(self, parts: tuple[Part, ...], values: Mapping[str, Any]) -> "Scope":
        """Give the scope inside a form, group or row: its own fields (empty ones null) before those around."""
        own = {part.key: values.get(part.key) for part in keyed(parts)}
        return Scope({**self.names, **own}, self.now)


def holds(rule: Rule | None, scope: Scope) -> bool:
    """Tell whether a rule applies; anything but true (null included) does not."""
    return value_of(rule, scope) is True


def words(text: Words, scope: Scope) -> str:
    """Give a label or sentence; null is empty."""
    value = value_of(text, scope)
    return "" if value is None else str(value)


def value_of(value: Any, scope: Scope) -> Any:
    """Give a value, evaluated and made JSON-plain if it is an expression."""
    if not isinstance(value, Expression):
        return value
    read: dict[str, Any] = {name: scope.names.get(name) for name in value.names}
    read |= {name: scope.names[name] for name in value.possible_names if name in scope.names}
    return to_plain(value.evaluate(read, now=scope.now))


def keyed(parts: tuple[Part, ...]) -> Iterator[Any]:
    """Yield the parts that hold a value of their own at this level; a group without a key only draws a frame."""
    for part in parts:
        if isinstance(part, Group) and not part.key:
            yield from keyed(part.parts)
        elif getattr(part, "key", None):
            yield part


def every_part(parts: tuple[Part, ...]) -> Iterator[Part]:
    """Yield all parts, those inside groups and rows too, in the order of the file."""
    for part in parts:
        yield part
        if isinstance(part, Group | Rows):
            yield from every_part(part.parts)


def expressions_of(part: Part) -> Iterator[Expression]:
    """Yield the expressions of one part, not of those inside it."""
    for place in fields(part):
        value = getattr(part, place.name)
        if isinstance(value, Expression):
            yield value


def names_read(parts: tuple[Part, ...]) -> frozenset[str]:
    """Give every name that any expression of ``parts`` reads."""
    read = (expression.possible_names for part in every_part(parts) for expression in expressions_of(part))
    return frozenset[str]().union(*read)


def keys_of_conditions(form: Form) -> frozenset[str]:
    """Give the keys of this form that its own expressions read."""
    return form.names & {key for part in every_part(form.fields) if (key := getattr(part, "key", None))}
