"""Read what many components of a form-js file have in common."""

import keyword
import unicodedata
from typing import Any, Final

from app.engine.feel import Expression
from app.forms.component_source import ComponentSource

# Words of FEEL, so that a condition can always read the field by its key.
_RESERVED: Final = frozenset(
    {"typename", "if", "then", "else", "for", "in", "return", "some", "every", "satisfies", "and", "or", "not",
     "between", "true", "false", "null", "instance", "of", "function", "external", "item", "partial"}
)  # fmt: skip
EVERYWHERE: Final = ("type", "id", "layout", "conditional", "properties")
_FIELD: Final = (*EVERYWHERE, "key", "label", "description", "validate", "readonly", "disabled", "defaultValue")
_FIELD_PROPERTIES: Final = ("example", "missing", "warning", "heading")


def part_of(source: ComponentSource) -> dict[str, Any]:
    """Read what every part has: id, condition, width."""
    source.allow(("row", "columns"), "layout")
    source.allow(("hide",), "conditional")
    hide = source.inner("conditional").get("hide")
    return {
        "id": source.id,
        "hide": source.expression(hide, "conditional.hide") if hide else None,
        "columns": source.whole("columns", within="layout"),
    }


def field_of(source: ComponentSource, *own: str, checks: tuple[str, ...] = ()) -> dict[str, Any]:
    """Read what all fields have; ``own`` are further properties, ``checks`` further entries of ``validate``."""
    source.allow((*_FIELD, *own))
    source.allow(("required", *checks), "validate")
    source.allow(_FIELD_PROPERTIES, "properties")
    return part_of(source) | {
        "key": key_of(source, source.text("key")),
        "label": label_of(source),
        "hint": source.words("description"),
        "required": source.rule("required", within="validate"),
        "readonly": source.flag("disabled") or source.rule("readonly"),
        "default": _default(source),
        "missing": source.text("missing", within="properties"),
        "example": source.text("example", within="properties"),
        "warning": _warning(source),
        "heading": source.flag("heading", within="properties"),
    }


def key_of(source: ComponentSource, key: str) -> str:
    """Check a key: a name that FEEL can read."""
    if key.casefold() in _RESERVED or keyword.iskeyword(key):
        source.note("reserved_key", key=key)
    elif not key.isidentifier() or key.startswith("_") or unicodedata.normalize("NFC", key) != key:
        source.note("key", key=key)
    return key


def label_of(source: ComponentSource) -> str | Expression:
    """Read a label, which may not be missing."""
    if not source.raw.get("label"):
        source.note("label")
    return source.words("label")


def _default(source: ComponentSource) -> Any:
    default = source.raw.get("defaultValue")
    return source.expression(default, "defaultValue") if isinstance(default, str) and default[:1] == "=" else default


def _warning(source: ComponentSource) -> Expression | None:
    warning = source.inner("properties").get("warning")
    return source.expression(warning, "properties.warning") if warning else None


def unit_of(source: ComponentSource) -> str:
    """Read the unit that stands behind an input."""
    source.allow(("suffixAdorner",), "appearance")
    return source.text("suffixAdorner", within="appearance")
