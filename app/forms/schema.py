"""The marshmallow schema of a form: types, lengths, ranges, options, and no unknown keys.

What depends on other values (required, hidden, locked, computed options) is judged afterwards in ``validation``.
"""

from functools import lru_cache
from typing import Any, Final

from marshmallow import RAISE, Schema, ValidationError, fields

from app.forms.expressions import keyed
from app.forms.fields import MAX_ROWS, Field, Form, Group, Part, Rows
from app.forms.inputs import reader_of, without_blanks
from app.forms.problems import Problem, problem

Problems = dict[str, list[Problem]]

_IS_NO_OBJECT: Final = Problem("object")
_IS_NO_LIST: Final = Problem("list")
_IS_UNKNOWN: Final = Problem("unknown")


class _Strict(Schema):
    """A schema that accepts no unknown keys and complains in problems, not in English."""

    error_messages: dict[str, Any] = {"unknown": _IS_UNKNOWN, "type": _IS_NO_OBJECT}  # noqa: RUF012

    class Meta:
        """Refuse what the form does not have."""

        unknown = RAISE


class _Value(fields.Field[Any]):
    """One field; empty text is null, null is always a value."""

    def __init__(self, field: Field) -> None:
        super().__init__(allow_none=True, pre_load=[without_blanks])
        self._read = reader_of(field)

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> Any:
        return self._read(value)


@lru_cache(maxsize=256)
def schema_of(form: Form) -> Schema:
    """Give the form's schema, made once for each form."""
    return _schema_class(form.fields)()


def _schema_class(parts: tuple[Part, ...]) -> type[Schema]:
    return _Strict.from_dict({part.key: _field_of(part) for part in keyed(parts)})


def _field_of(part: Part) -> fields.Field[Any]:
    if isinstance(part, Group):
        return fields.Nested(_schema_class(part.parts), allow_none=True)
    if isinstance(part, Rows):
        return fields.Nested(
            _schema_class(part.parts),
            many=True,
            allow_none=True,
            pre_load=[_limit_rows],
            error_messages={"type": [_IS_NO_LIST]},
        )
    if not isinstance(part, Field):
        raise TypeError(type(part))
    return _Value(part)


def _limit_rows(rows: Any) -> Any:
    if isinstance(rows, list) and len(rows) > MAX_ROWS:
        raise problem("too_many_rows", limit=MAX_ROWS)
    return rows


def load(form: Form, data: Any) -> tuple[dict[str, Any], Problems]:
    """Read ``data`` by the form's schema: what could be read, and the problems of the rest by path."""
    try:
        return dict(schema_of(form).load(data)), {}
    except ValidationError as error:
        read = error.valid_data if isinstance(error.valid_data, dict) else {}
        return read, dict(_by_path(error.messages, ""))


def _by_path(tree: Any, path: str) -> list[tuple[str, list[Problem]]]:
    """Turn marshmallow's tree into paths: {"rows": {0: {"qty": [...]}}} is rows[0].qty."""
    if isinstance(tree, list):
        return [(path, tree)]
    found: list[tuple[str, list[Problem]]] = []
    for key, inner in tree.items():
        if key == "_schema":
            found += _by_path(inner, path)
        elif isinstance(key, int):
            found += _by_path(inner, f"{path}[{key}]")
        else:
            found += _by_path(inner, f"{path}.{key}" if path else str(key))
    return found
