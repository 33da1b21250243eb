"""Check what only shows when the parts of a form are seen together."""

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from typing import Any

from marshmallow import ValidationError

from app.engine.feel import Expression
from app.forms.expressions import every_part, keyed
from app.forms.fields import Checkbox, Choice, Field, FilePicker, Form, Group, NumberField, Part, Rows, TextField
from app.forms.findings import FormFinding, finding
from app.forms.inputs import reader_of
from app.forms.patterns import fault_of


def check_form(form: Form) -> Iterator[FormFinding]:
    """Yield the faults of a form whose components have each been read without one."""
    yield from _check_keys(form.fields)
    for part in every_part(form.fields):
        if isinstance(part, Rows):
            yield from _check_grid(part)
        elif isinstance(part, Field):
            yield from _check_field(part)
    yield from _check_circles(form)


def _check_keys(parts: tuple[Part, ...]) -> Iterator[FormFinding]:
    seen: set[str] = set()
    for part in keyed(parts):
        if part.key in seen:
            yield finding("duplicate_key", part.key, key=part.key)
        seen.add(part.key)
        if isinstance(part, Group | Rows):
            yield from _check_keys(part.parts)


def _check_grid(rows: Rows) -> Iterator[FormFinding]:
    if not rows.grid:
        return
    for part in rows.parts:
        if not isinstance(part, Field) or isinstance(part, Rows | FilePicker):
            yield finding("grid", rows.key, type=type(part).__name__.lower())


def _check_field(field: Field) -> Iterator[FormFinding]:
    if isinstance(field, NumberField | TextField):
        lowest, highest = _bounds(field)
        if lowest is not None and highest is not None and lowest > highest:
            yield finding("range", field.key)
    pattern = field.pattern if isinstance(field, TextField) else ""
    if pattern and (fault := fault_of(pattern)):
        yield finding("pattern", field.key, reason=fault)
    elif (pattern or field.example) and not _accepts(field, field.example):
        yield finding("example", field.key, example=field.example)
    if not isinstance(field.default, Expression) and not _accepts(field, field.default, empty=True):
        yield finding("default", field.key, default=field.default)


def _bounds(field: NumberField | TextField) -> tuple[Any, Any]:
    return (field.minimum, field.maximum) if isinstance(field, NumberField) else (field.min_length, field.max_length)


def _accepts(field: Field, value: Any, empty: bool = False) -> bool:
    if value in (None, "", []) and not isinstance(field, Checkbox):
        return empty
    if isinstance(field, Choice) and isinstance(field.options, Expression):
        return True
    try:
        reader_of(field)(value)
    except ValidationError:
        return value is None and empty
    return True


def _check_circles(form: Form) -> Iterator[FormFinding]:
    """Find conditions that depend on one another: whether such fields show would depend on where one begins."""
    graph: dict[str, set[str]] = {}
    _add_dependencies(form.fields, frozenset(), graph)
    try:
        TopologicalSorter({key: read & graph.keys() for key, read in graph.items()}).prepare()
    except CycleError as error:
        yield finding("circular_condition", None, keys=", ".join(sorted(set(error.args[1]))))


def _add_dependencies(parts: tuple[Part, ...], outer: frozenset[str], graph: dict[str, set[str]]) -> None:
    for part in parts:
        reads = outer | (part.hide.names if part.hide else frozenset())
        if isinstance(part, Field) and isinstance(part.readonly, Expression):
            reads |= part.readonly.names
        if key := getattr(part, "key", None):
            graph.setdefault(key, set()).update(reads)
        if isinstance(part, Group | Rows):
            _add_dependencies(part.parts, reads, graph)
            if part.key:  # what is inside is part of what others read by this key
                graph[part.key] |= {inner.key for inner in keyed(part.parts)}
