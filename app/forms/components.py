"""Turn the components of a form-js file into the parts of a form."""

from collections.abc import Callable
from typing import Any, Final

from app.engine.feel import Expression
from app.forms.component_basics import EVERYWHERE, field_of, key_of, label_of, part_of, unit_of
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


def _read_line(source: ComponentSource) -> TextField:
    common = field_of(source, "appearance", checks=("minLength", "maxLength", "pattern", "validationType"))
    kind = source.text("validationType", within="validate")
    if kind not in ("", "custom", "email", "phone"):
        source.note("value", name="validationType", expected="email or phone", expected_vi="email hoặc phone")
    return TextField(
        **common,
        min_length=source.whole("minLength", 0, within="validate") or 0,
        max_length=source.whole("maxLength", LINE_LENGTH, within="validate") or LINE_LENGTH,
        pattern=source.text("pattern", within="validate"),
        format="email" if kind == "email" else "phone" if kind == "phone" else "",
        unit=unit_of(source),
    )


def _read_area(source: ComponentSource) -> TextField:
    return TextField(
        **field_of(source, checks=("minLength", "maxLength")),
        lines=3,
        min_length=source.whole("minLength", 0, within="validate") or 0,
        max_length=source.whole("maxLength", TEXT_LENGTH, within="validate") or TEXT_LENGTH,
    )


def _read_number(source: ComponentSource) -> NumberField:
    own = ("appearance", "decimalDigits", "increment")
    return NumberField(
        **field_of(source, *own, checks=("min", "max")),
        minimum=source.number("min", within="validate"),
        maximum=source.number("max", within="validate"),
        step=source.number("increment"),
        digits=source.whole("decimalDigits"),
        unit=unit_of(source),
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
    common = field_of(source, *own)
    return DateField(**common, kind=kind, not_past=source.flag("disallowPassedDates"))  # type: ignore[arg-type]


def _read_checkbox(source: ComponentSource) -> Checkbox:
    return Checkbox(**field_of(source))


def _read_choice(source: ComponentSource) -> Choice:
    common = field_of(source, "values", "valuesKey", "valuesExpression", "searchable")
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
        **field_of(source, "multiple", "accept"), multiple=source.flag("multiple"), accept=source.text("accept")
    )


def _read_group(source: ComponentSource) -> Group:
    source.allow((*EVERYWHERE, "label", "description", "components", "path", "showOutline", "verticalAlignment"))
    source.allow((), "properties")
    path = source.text("path")
    return Group(
        **part_of(source),
        key=key_of(source, path) if path else "",
        label=source.words("label"),
        hint=source.words("description"),
        parts=read_parts(source.raw.get("components"), source.findings),
    )


def _read_rows(source: ComponentSource) -> Rows:
    source.allow(
        (*EVERYWHERE, "label", "description", "components", "path", "validate", "isRepeating", "allowAddRemove",
         "defaultRepetitions", "showOutline", "verticalAlignment", "nonCollapsedItems", "disableCollapse")
    )  # fmt: skip
    source.allow(("required",), "validate")
    source.allow(("layout", "rowLabel", "missing"), "properties")
    layout = source.text("layout", within="properties")
    if layout not in ("", "grid"):
        source.note("value", name="properties.layout", expected="“grid”", expected_vi="“grid”")
    return Rows(
        **part_of(source),
        key=key_of(source, source.text("path")),
        label=label_of(source),
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
    source.allow((*EVERYWHERE, "label", "text"))
    source.allow((), "properties")
    return Text(**part_of(source), words=source.paragraph("text"))


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
