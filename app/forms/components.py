"""Turn the components of a form-js file into the parts of a form."""

import keyword
import unicodedata
from collections.abc import Callable
from typing import Any, Final

from app.engine.feel import Expression
from app.forms.component_source import ComponentSource
from app.forms.fields import (
    LINE_LENGTH,
    TEXT_LENGTH,
    Checkbox,
    Choice,
    DateField,
    FilePicker,
    Group,
    NumberField,
    Option,
    Part,
    Rows,
    Text,
    TextField,
)
from app.forms.findings import FormFinding, finding

# Words of FEEL, so that a condition can always read the field by its key.
_RESERVED: Final = frozenset(
    {"typename", "if", "then", "else", "for", "in", "return", "some", "every", "satisfies", "and", "or", "not",
     "between", "true", "false", "null", "instance", "of", "function", "external", "item", "partial"}
)  # fmt: skip
_EVERYWHERE: Final = ("type", "id", "layout", "conditional", "properties")
_FIELD: Final = (*_EVERYWHERE, "key", "label", "description", "validate", "readonly", "disabled", "defaultValue")
_FIELD_PROPERTIES: Final = ("example", "missing", "warning", "heading")
_DRAWN_BY_THE_PAGE: Final = ("separator", "spacer")  # harmless: our pages have their own rhythm


def read_parts(components: Any, findings: list[FormFinding]) -> tuple[Part, ...]:
    """Read a list of components, noting faults in ``findings``; a component with a fatal one is left out."""
    parts = []
    for raw in components if isinstance(components, list) else ():
        kind = raw.get("type") if isinstance(raw, dict) else None
        if str(kind) in _DRAWN_BY_THE_PAGE:
            continue
        if not isinstance(kind, str) or kind not in _BUILDERS:
            name = str(raw.get("key") or raw.get("id") or kind) if isinstance(raw, dict) else None
            findings.append(finding("component", name, type=kind, allowed=", ".join(_BUILDERS)))
            continue
        parts.append(_BUILDERS[kind](ComponentSource(raw, findings)))
    return tuple(parts)


def _part(source: ComponentSource) -> dict[str, Any]:
    source.allow(("row", "columns"), "layout")
    source.allow(("hide",), "conditional")
    hide = source.inner("conditional").get("hide")
    return {
        "id": source.id,
        "hide": source.expression(hide, "conditional.hide") if hide else None,
        "columns": source.whole("columns", within="layout"),
    }


def _field(source: ComponentSource, *own: str, checks: tuple[str, ...] = ()) -> dict[str, Any]:
    """Read what all fields have; ``own`` are further properties, ``checks`` further entries of ``validate``."""
    source.allow((*_FIELD, *own))
    source.allow(("required", *checks), "validate")
    source.allow(_FIELD_PROPERTIES, "properties")
    return _part(source) | {
        "key": _key(source, source.text("key")),
        "label": _label(source),
        "hint": source.words("description"),
        "required": source.rule("required", within="validate"),
        "readonly": source.flag("disabled") or source.rule("readonly"),
        "default": _default(source),
        "missing": source.text("missing", within="properties"),
        "example": source.text("example", within="properties"),
        "warning": _warning(source),
        "heading": source.inner("properties").get("heading") is True,
    }


def _key(source: ComponentSource, key: str) -> str:
    if key.casefold() in _RESERVED or keyword.iskeyword(key):
        source.note("reserved_key", key=key)
    elif not key.isidentifier() or key.startswith("_") or unicodedata.normalize("NFC", key) != key:
        source.note("key", key=key)
    return key


def _label(source: ComponentSource) -> str | Expression:
    if not source.raw.get("label"):
        source.note("label")
    return source.words("label")


def _default(source: ComponentSource) -> Any:
    default = source.raw.get("defaultValue")
    return source.expression(default, "defaultValue") if isinstance(default, str) and default[:1] == "=" else default


def _warning(source: ComponentSource) -> Expression | None:
    warning = source.inner("properties").get("warning")
    return source.expression(warning, "properties.warning") if warning else None


def _unit(source: ComponentSource) -> str:
    source.allow(("suffixAdorner",), "appearance")
    return source.text("suffixAdorner", within="appearance")


def _read_line(source: ComponentSource) -> TextField:
    common = _field(source, "appearance", checks=("minLength", "maxLength", "pattern", "validationType"))
    kind = source.text("validationType", within="validate")
    if kind not in ("", "custom", "email", "phone"):
        source.note("value", name="validationType", expected="email or phone", expected_vi="email hoặc phone")
    return TextField(
        **common,
        min_length=source.whole("minLength", 0, within="validate") or 0,
        max_length=source.whole("maxLength", LINE_LENGTH, within="validate") or LINE_LENGTH,
        pattern=source.text("pattern", within="validate"),
        format="email" if kind == "email" else "phone" if kind == "phone" else "",
        unit=_unit(source),
    )


def _read_area(source: ComponentSource) -> TextField:
    return TextField(
        **_field(source, checks=("minLength", "maxLength")),
        lines=3,
        min_length=source.whole("minLength", 0, within="validate") or 0,
        max_length=source.whole("maxLength", TEXT_LENGTH, within="validate") or TEXT_LENGTH,
    )


def _read_number(source: ComponentSource) -> NumberField:
    own = ("appearance", "decimalDigits", "increment")
    return NumberField(
        **_field(source, *own, checks=("min", "max")),
        minimum=source.number("min", within="validate"),
        maximum=source.number("max", within="validate"),
        step=source.number("increment"),
        digits=source.whole("decimalDigits"),
        unit=_unit(source),
    )


def _read_datetime(source: ComponentSource) -> DateField:
    own = (
        "subtype",
        "dateLabel",
        "timeLabel",
        "use24h",
        "timeInterval",
        "timeSerializingFormat",
        "disallowPassedDates",
    )
    kind = source.text("subtype") or "date"
    if kind not in ("date", "time", "datetime"):
        source.note("value", name="subtype", expected="date, time or datetime", expected_vi="date, time hoặc datetime")
    if not source.raw.get("label"):  # form-js labels the two halves instead
        source.raw["label"] = source.raw.get("timeLabel" if kind == "time" else "dateLabel")
    common = _field(source, *own)
    return DateField(**common, kind=kind, not_past=source.flag("disallowPassedDates"))  # type: ignore[arg-type]


def _read_checkbox(source: ComponentSource) -> Checkbox:
    return Checkbox(**_field(source))


def _read_choice(source: ComponentSource) -> Choice:
    common = _field(source, "values", "valuesKey", "valuesExpression", "searchable")
    return Choice(**common, look=source.type, options=_options(source))  # type: ignore[arg-type]


def _options(source: ComponentSource) -> tuple[Option, ...] | Expression:
    if source.raw.get("valuesExpression"):
        return source.expression(source.raw["valuesExpression"], "valuesExpression") or ()
    if key := source.text("valuesKey"):
        return source.expression("=" + key, "valuesKey") or ()
    listed = source.raw.get("values")
    options = tuple(
        Option(item["value"], item["label"])
        for item in (listed if isinstance(listed, list) else ())
        if isinstance(item, dict) and all(isinstance(item.get(name), str) and item[name] for name in ("value", "label"))
    )
    if not options or len({option.value for option in options}) != len(listed or ()):
        source.note("options")
    return options


def _read_files(source: ComponentSource) -> FilePicker:
    return FilePicker(
        **_field(source, "multiple", "accept"), multiple=source.flag("multiple"), accept=source.text("accept")
    )


def _read_group(source: ComponentSource) -> Group:
    source.allow((*_EVERYWHERE, "label", "description", "components", "path", "showOutline", "verticalAlignment"))
    source.allow((), "properties")
    path = source.text("path")
    return Group(
        **_part(source),
        key=_key(source, path) if path else "",
        label=source.words("label"),
        hint=source.words("description"),
        parts=read_parts(source.raw.get("components"), source.findings),
    )


def _read_rows(source: ComponentSource) -> Rows:
    source.allow(
        (*_EVERYWHERE, "label", "description", "components", "path", "validate", "isRepeating", "allowAddRemove",
         "defaultRepetitions", "showOutline", "verticalAlignment", "nonCollapsedItems", "disableCollapse")
    )  # fmt: skip
    source.allow(("required",), "validate")
    source.allow(("layout", "rowLabel", "missing"), "properties")
    layout = source.text("layout", within="properties")
    if layout not in ("", "grid"):
        source.note("value", name="properties.layout", expected="“grid”", expected_vi="“grid”")
    return Rows(
        **_part(source),
        key=_key(source, source.text("path")),
        label=_label(source),
        hint=source.words("description"),
        required=source.rule("required", within="validate"),
        missing=source.text("missing", within="properties"),
        parts=read_parts(source.raw.get("components"), source.findings),
        grid=layout == "grid",
        can_add=source.flag("allowAddRemove", default=True),
        repetitions=source.whole("defaultRepetitions", 1) or 0,
        row_label=source.words("rowLabel", within="properties"),
    )


def _read_text(source: ComponentSource) -> Text:
    source.allow((*_EVERYWHERE, "label", "text"))
    source.allow((), "properties")
    return Text(**_part(source), words=source.paragraph("text"))


_BUILDERS: Final[dict[Any, Callable[[ComponentSource], Part]]] = {
    "textfield": _read_line,
    "textarea": _read_area,
    "number": _read_number,
    "datetime": _read_datetime,
    "checkbox": _read_checkbox,
    "checklist": _read_choice,
    "radio": _read_choice,
    "select": _read_choice,
    "taglist": _read_choice,
    "group": _read_group,
    "dynamiclist": _read_rows,
    "filepicker": _read_files,
    "text": _read_text,
}
