"""Describe a form to API clients as JSON Schema (draft 2020-12).

It tells types, bounds and fixed options. What depends on other values is judged by the server alone: a field with a
condition is not listed as required, and computed options are not listed at all.
"""

from typing import Any

from app.forms.expressions import keyed
from app.forms.fields import (
    MAX_ROWS,
    Choice,
    DateField,
    Field,
    FilePicker,
    Form,
    Group,
    NumberField,
    Part,
    Rows,
    TextField,
)


def json_schema(form: Form) -> dict[str, Any]:
    """Give the JSON Schema of the data that ``complete`` takes."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:tiendo:form:{form.id}",
        "title": form.title,
        **_object(form.fields),
    }


def _object(parts: tuple[Part, ...]) -> dict[str, Any]:
    fields = list(keyed(parts))
    required = [part.key for part in fields if getattr(part, "required", False) is True and part.hide is None]
    return {
        "type": "object",
        "properties": {part.key: _described(part) for part in fields},
        **({"required": required} if required and not _may_be_hidden(parts) else {}),
        "additionalProperties": False,
    }


def _may_be_hidden(parts: tuple[Part, ...]) -> bool:
    return any(part.hide is not None for part in parts if isinstance(part, Group) and not part.key)


def _described(part: Group | Field) -> dict[str, Any]:
    described = _typed(part)
    if isinstance(part.label, str) and part.label:
        described["title"] = part.label
    if isinstance(part.hint, str) and part.hint:
        described["description"] = part.hint
    if isinstance(part, Field) and part.readonly is True:
        described["readOnly"] = True
    return described


def _typed(part: Group | Field) -> dict[str, Any]:
    if isinstance(part, Group):
        return _object(part.parts)
    if isinstance(part, Rows):
        return {"type": "array", "items": _object(part.parts), "maxItems": MAX_ROWS}
    if isinstance(part, TextField):
        return _text(part)
    if isinstance(part, NumberField):
        return _number(part)
    if isinstance(part, DateField):
        formats = {"date": "date", "time": "time", "datetime": "date-time"}
        return {"type": ["string", "null"], "format": formats[part.kind]}
    if isinstance(part, Choice):
        return _choice(part)
    if isinstance(part, FilePicker):
        return {"type": "array", "items": {"type": "string"}, **({} if part.multiple else {"maxItems": 1})}
    return {"type": ["boolean", "null"]}


def _text(field: TextField) -> dict[str, Any]:
    described: dict[str, Any] = {"type": ["string", "null"], "maxLength": field.max_length}
    if field.min_length:
        described["minLength"] = field.min_length
    if field.pattern:
        described["pattern"] = field.pattern
    if field.format == "email":
        described["format"] = "email"
    return described


def _number(field: NumberField) -> dict[str, Any]:
    described: dict[str, Any] = {"type": ["integer" if field.digits == 0 else "number", "null"]}
    bounds = {"minimum": field.minimum, "maximum": field.maximum, "multipleOf": field.step}
    return described | {name: float(bound) for name, bound in bounds.items() if bound is not None}


def _choice(field: Choice) -> dict[str, Any]:
    one: dict[str, Any] = {"type": "string"}
    if isinstance(field.options, tuple):
        one["oneOf"] = [{"const": option.value, "title": option.label} for option in field.options]
    if field.multiple:
        return {"type": "array", "items": one, "uniqueItems": True}
    return {"anyOf": [one, {"type": "null"}]}
