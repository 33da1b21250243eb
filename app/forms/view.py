"""Make a form ready to show: every label, value, option and error resolved for the templates."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from app.forms.choices import options_of
from app.forms.display import as_input, as_text, halves
from app.forms.expressions import Scope, holds, words
from app.forms.fields import (
    Checkbox,
    Choice,
    DateField,
    Field,
    FilePicker,
    Form,
    Group,
    NumberField,
    Part,
    Rows,
    Text,
    TextField,
)
from app.forms.levels import Level, below, rows_of
from app.forms.messages import within_sentence
from app.forms.prefill import prefill
from app.forms.schema import load
from app.forms.view_models import Attachment, FormView, Kind, PartView, RowView, every_view
from app.forms.visibility import settle

_TYPED, _SETTLED, _GIVEN = range(3)  # the trees of a level
_EMPTY = Level(({}, {}, {}))
_LOOKS: dict[str, Kind] = {"radio": "radios", "select": "select", "checklist": "checkboxes", "taglist": "checkboxes"}


@dataclass(frozen=True, slots=True)
class _Page:
    """What is the same for every part of one page."""

    errors: Mapping[str, list[str]]
    attachments: Mapping[str, Attachment]
    readonly: bool


def render_context(
    form: Form,
    data: Mapping[str, Any],
    errors: Mapping[str, list[str]] | None = None,
    *,
    context: Mapping[str, Any],
    readonly: bool = False,
    attachments: Mapping[str, Attachment] | None = None,
    now: datetime | None = None,
) -> FormView:
    """Give the view of a form with ``data``: what :func:`initial` gave, or what was submitted and refused.

    ``errors`` are those of :class:`FormInvalid`; ``readonly`` shows everything as text. ``attachments`` describes
    the files that file fields refer to, by id. ``now`` is needed when expressions ask for the day.
    """
    scope = Scope(context, now)
    given = prefill(form, scope)
    level = Level((data, settle(form, load(form, data)[0], given, scope), given))  # typed, settled, given
    page = _Page(errors or {}, attachments or {}, readonly)
    parts = tuple(_views(form.fields, level, scope, "", page))
    summary = tuple(_summary(parts)) + tuple(_unplaced(parts, page.errors))
    return FormView(id=form.id, title=form.title, parts=parts, readonly=readonly, summary=summary)


def _views(parts: tuple[Part, ...], level: Level, outer: Scope, prefix: str, page: _Page) -> Iterator[PartView]:
    scope = outer.inside(parts, level.trees[_SETTLED])
    for part in parts:
        hidden = holds(part.hide, scope)
        if hidden and page.readonly:
            continue
        view = _view(part, level, scope, prefix, page)
        yield replace(view, hidden=hidden, columns=part.columns)


def _view(part: Part, level: Level, scope: Scope, prefix: str, page: _Page) -> PartView:
    if isinstance(part, Text):
        return PartView(kind="words", name=f"{prefix}{part.id}", label="", text=words(part.words, scope))
    if isinstance(part, Group):
        parts = tuple(_views(part.parts, level.inside(part.key), scope, below(prefix, part.key), page))
        name = prefix + (part.key or part.id)
        return PartView(
            kind="group", name=name, label=words(part.label, scope), hint=words(part.hint, scope), parts=parts
        )
    if not isinstance(part, Field):
        raise TypeError(type(part))
    view = _field_view(part, level, scope, prefix + part.key, page)
    return _with_rows(view, part, level, scope, page) if isinstance(part, Rows) else view


def _field_view(field: Field, level: Level, scope: Scope, name: str, page: _Page) -> PartView:
    """Give what all fields have; a locked one shows what is prefilled, any other what was typed."""
    locked = page.readonly or holds(field.readonly, scope)
    value = level.trees[_SETTLED if holds(field.readonly, scope) else _TYPED].get(field.key)
    options = options_of(field, scope) if isinstance(field, Choice) else ()
    return PartView(
        kind=_kind(field),
        name=name,
        label=words(field.label, scope),
        hint=words(field.hint, scope),
        locked=locked,
        optional=not locked and not isinstance(field, Checkbox | Rows) and not holds(field.required, scope),
        errors=tuple(page.errors.get(name, ())),
        warning="" if field.warning is None else words(field.warning, scope),
        value=_value(field, value),
        text=as_text(field, value, options),
        unit=field.unit if isinstance(field, TextField | NumberField) else "",
        options=tuple((option.value, option.label) for option in options),
        attributes=_attributes(field),
        attachments=tuple(_attachments(field, value, page)),
        multiple=getattr(field, "multiple", False),
    )


def _kind(field: Field) -> Kind:
    if isinstance(field, TextField):
        return "area" if field.lines > 1 else "text"
    if isinstance(field, DateField):
        return field.kind
    if isinstance(field, Choice):
        return _LOOKS[field.look]
    plain: dict[type[Field], Kind] = {
        NumberField: "number", Checkbox: "checkbox", FilePicker: "files", Rows: "rows"
    }  # fmt: skip
    return plain[type(field)]


def _value(field: Field, value: Any) -> Any:
    """Give what the input holds: a text, a list for several choices, a pair for day and time, or a tick."""
    if isinstance(field, Checkbox):
        return value is True
    if isinstance(field, DateField) and field.kind == "datetime":
        return halves(field, value)
    if isinstance(field, DateField) and field.kind == "date":
        return halves(field, value)[0]
    if isinstance(field, Choice) and field.multiple:
        return value if isinstance(value, list) else []
    return as_input(field, value)


def _attributes(field: Field) -> dict[str, str]:
    if isinstance(field, TextField) and field.format == "phone":
        return {"autocomplete": "tel"}
    return {"accept": field.accept} if isinstance(field, FilePicker) and field.accept else {}


def _attachments(field: Field, value: Any, page: _Page) -> Iterator[Attachment]:
    if isinstance(field, FilePicker) and isinstance(value, list):
        for one in value:
            if isinstance(one, str):
                yield page.attachments.get(one) or Attachment(one, one, 0)


def _with_rows(view: PartView, rows: Rows, level: Level, scope: Scope, page: _Page) -> PartView:
    source = level.trees[_TYPED if rows.can_add else _GIVEN]
    count = len(rows_of(source.get(rows.key)))
    can_add = rows.can_add and not page.readonly
    made = tuple(_row(rows, level.row(rows.key, index), scope, view.name, index, page) for index in range(count))
    blank = _row(rows, _EMPTY, scope, view.name, "__index__", replace(page, errors={}))
    heads = tuple(_views(rows.parts, _EMPTY, scope, f"{view.name}[].", replace(page, errors={})))
    cells = {part.name.rsplit(".", 1)[-1] for part in blank.cells}
    naming = [head.label for head, part in zip(heads, rows.parts, strict=False) if getattr(part, "heading", False)]
    return replace(
        view,
        rows=made,
        grid=rows.grid,
        can_add=can_add,
        blank=blank if can_add else None,
        heads=tuple(head for head in heads if head.name.rsplit(".", 1)[-1] in cells),
        first_head=naming[-1] if naming else str(_("Row")),
    )


def _row(rows: Rows, level: Level, scope: Scope, name: str, index: int | str, page: _Page) -> RowView:
    number = index + 1 if isinstance(index, int) else "__number__"
    label = words(rows.row_label, scope.inside(rows.parts, level.trees[_SETTLED])) or str(
        _("Row %(number)s", number=number)
    )
    views = tuple(_views(rows.parts, level, scope, f"{name}[{index}].", page))
    if not rows.grid:
        return RowView(index=index, number=number, label=label, parts=views)
    by_key = {view.name.rsplit(".", 1)[-1]: view for view in views}
    fields = [part for part in rows.parts if isinstance(part, Field) and part.key in by_key]
    heading = tuple(by_key[part.key] for part in fields if part.heading)
    pins = tuple(by_key[part.key] for part in fields if part.readonly is True and not part.heading)
    rest = [by_key[part.key] for part in fields if not part.heading and part.readonly is not True]
    return RowView(
        index=index,
        number=number,
        label=label,
        parts=views,
        heading=heading,
        pins=pins,
        cells=tuple(view for view in rest if view.kind != "area"),
        wide=tuple(view for view in rest if view.kind == "area"),
    )


def _summary(parts: tuple[PartView, ...], row: str = "") -> Iterator[tuple[str, str]]:
    """Yield every error where its field stands, with the row it is in."""
    for part in parts:
        for sentence in part.errors:
            joint = ", " if sentence.startswith(f"{part.label}:") else ": "
            yield part.name, f"{row}{joint}{within_sentence(sentence)}" if row else sentence
        yield from _summary(part.parts, row)
        for inner in part.rows:
            yield from _summary(inner.parts, inner.label)


def _unplaced(parts: tuple[PartView, ...], errors: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Yield errors of no field on the page, e.g. of keys the form does not have."""
    shown = {part.name for part in every_view(parts) if part.kind not in ("group", "words")}
    for name, sentences in errors.items():
        if name not in shown:
            yield from (("", sentence) for sentence in sentences)
