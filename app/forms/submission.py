"""Turn what an HTML form posts into nested data, and carry out its row buttons.

Names are paths: ``rows[0].qty``. Only names of the form are read, so a field added by hand changes nothing.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final, Protocol

from app.forms.expressions import keyed
from app.forms.fields import MAX_ROWS, Checkbox, Choice, DateField, Field, FilePicker, Form, Group, Part, Rows
from app.forms.levels import mapping, rows_of
from app.forms.problems import UploadRefused

ROW_COMMAND: Final = "_row"  # the name of the row buttons; their value is "add:rows" or "remove:rows[2]"
ROW_MARK: Final = "_here"  # a hidden input in each row: an unticked row posts nothing else
_INDEX: Final = re.compile(r"\[(\d{1,4})\]")
_COMMAND: Final = re.compile(r"(?:add:(?P<path>\S+)|remove:(?P<list>\S+)\[(?P<index>\d{1,4})\])")


class Posted(Protocol):
    """Werkzeug's MultiDict, as far as it is read here."""

    def getlist(self, key: str) -> list[Any]:
        """Give all values of a name, in the order of the page."""

    def keys(self) -> Any:
        """Give all names."""


def submitted(form: Form, posted: Posted, files: Posted) -> dict[str, Any]:
    """Give the posted values as nested data, as typed: not yet read, so that they can be shown again.

    Uploads stand as they came behind the ids of attachments kept; see :func:`take_uploads`.
    """
    return _level(form.fields, "", posted, files)


def _level(parts: tuple[Part, ...], prefix: str, posted: Posted, files: Posted) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for part in keyed(parts):
        name = prefix + part.key
        if isinstance(part, Group):
            values[part.key] = _level(part.parts, f"{name}.", posted, files)
        elif isinstance(part, Rows):
            indexes = _row_indexes(name, posted)
            values[part.key] = [_level(part.parts, f"{name}[{index}].", posted, files) for index in indexes]
        elif (value := _posted_value(part, name, posted, files)) is not None:
            values[part.key] = value
    return values


def _posted_value(field: Field, name: str, posted: Posted, files: Posted) -> Any:
    """Give one field's value; None when the page did not show it (locked fields have no input)."""
    present = posted.getlist(name)
    if isinstance(field, FilePicker):
        return [one for one in present if one] + [upload for upload in files.getlist(name) if upload.filename]
    if isinstance(field, Checkbox):
        return _is_ticked(present) if present else None
    if isinstance(field, Choice) and field.multiple:
        return [one for one in present if one] if present else None
    if isinstance(field, DateField) and field.kind == "datetime" and not present:
        halves = [half.strip() for part in ("date", "time") for half in posted.getlist(f"{name}.{part}")]
        return " ".join(halves).strip() if halves else None
    return present[-1] if present else None


def _is_ticked(present: list[Any]) -> bool:
    """A tick posts "true" after the hidden empty value that tells that the box was on the page."""
    return "true" in present


def _row_indexes(name: str, posted: Posted) -> list[int]:
    """Give the indexes of the rows on the page, in the order of the page; not more than are allowed at all."""
    found: dict[int, None] = {}
    for key in posted.keys():  # noqa: SIM118 - Posted is not a mapping
        if key.startswith(f"{name}[") and (index := _INDEX.match(key, len(name))):
            found.setdefault(int(index[1]))
    return list(found)[: MAX_ROWS + 1]


def edit_rows(form: Form, data: Mapping[str, Any], command: str) -> dict[str, Any]:
    """Carry out a row button ("add:rows", "remove:rows[2]"); one the form does not offer changes nothing."""
    found = _COMMAND.fullmatch(command)
    if not found:
        return dict(data)
    index = int(found["index"]) if found["index"] else None
    return _edit(form.fields, data, "", found["path"] or found["list"], index)


def _edit(
    parts: tuple[Part, ...], data: Mapping[str, Any], prefix: str, path: str, index: int | None
) -> dict[str, Any]:
    """Add a row to the list at ``path``, or take out the one at ``index``."""
    edited = dict(data)
    for part in keyed(parts):
        name = prefix + part.key
        if isinstance(part, Group):
            edited[part.key] = _edit(part.parts, mapping(data.get(part.key)), f"{name}.", path, index)
        elif isinstance(part, Rows):
            rows = rows_of(data.get(part.key))
            if name == path and part.can_add:
                rows = [*rows, {}] if index is None else [row for at, row in enumerate(rows) if at != index]
            edited[part.key] = [
                _edit(part.parts, row, f"{name}[{at}].", path, index) for at, row in enumerate(rows[:MAX_ROWS])
            ]
    return edited


def remove_file(form: Form, data: Mapping[str, Any], command: str) -> dict[str, Any]:
    """Carry out a file button ("files:<id>"): take one attachment out of a file field at the top of the form."""
    key, _, identifier = command.partition(":")
    known = any(isinstance(part, FilePicker) and part.key == key for part in keyed(form.fields))
    kept = [one for one in data.get(key) or [] if one != identifier]
    return {**data, key: kept} if known else dict(data)


def take_uploads(
    form: Form, data: Mapping[str, Any], store: Callable[[Any], str]
) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """Store every upload in ``data`` and put its id in its place; give the data and, by path, what was refused.

    ``store`` gives the id of the attachment it made, or raises :class:`UploadRefused` with the sentence to show.
    The sentences join those of :class:`FormInvalid` on the page.
    """
    refused: dict[str, list[str]] = {}
    return _take(form.fields, data, store, "", refused), refused


def _take(
    parts: tuple[Part, ...],
    data: Mapping[str, Any],
    store: Callable[[Any], str],
    prefix: str,
    refused: dict[str, list[str]],
) -> dict[str, Any]:
    taken = dict(data)
    for part in keyed(parts):
        value, name = taken.get(part.key), prefix + part.key
        if isinstance(part, Group) and isinstance(value, Mapping):
            taken[part.key] = _take(part.parts, value, store, f"{name}.", refused)
        elif isinstance(part, Rows):
            rows = enumerate(rows_of(value))
            taken[part.key] = [_take(part.parts, row, store, f"{name}[{at}].", refused) for at, row in rows]
        elif isinstance(part, FilePicker) and isinstance(value, list):
            taken[part.key] = _stored(value, store, refused.setdefault(name, []))
    for path in [path for path, problems in refused.items() if not problems]:
        del refused[path]
    return taken


def _stored(values: list[Any], store: Callable[[Any], str], refused: list[str]) -> list[str]:
    ids = []
    for value in values:
        try:
            ids.append(value if isinstance(value, str) else store(value))
        except UploadRefused as error:
            refused.append(str(error))
    return ids
