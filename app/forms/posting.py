"""Turn a form that is shown back into the fields its page would post: the other direction of `submission`."""

from collections.abc import Iterator

from app.forms.submission import ROW_MARK
from app.forms.view_models import FormView, PartView

Posted = dict[str, list[str]]


def fields_of(view: FormView) -> Posted:
    """Give the values a browser would send for what the form shows, by name; locked parts send nothing."""
    posted: Posted = {}
    for name, values in _fields(view.parts):
        posted.setdefault(name, []).extend(values)
    return posted


def _fields(parts: tuple[PartView, ...]) -> Iterator[tuple[str, list[str]]]:
    for part in parts:
        if part.kind == "group":
            yield from _fields(part.parts)
        elif part.kind == "rows":
            for row in part.rows:
                yield f"{part.name}[{row.index}].{ROW_MARK}", ["1"]
                yield from _fields(row.parts)
        elif part.kind != "words" and not part.locked:
            yield from _field(part)


def _field(part: PartView) -> Iterator[tuple[str, list[str]]]:
    if part.kind == "datetime":
        day, clock = part.value
        yield f"{part.name}.date", [day]
        yield f"{part.name}.time", [clock]
    elif part.kind == "checkbox":
        yield part.name, ["", "true"] if part.value else [""]
    elif part.kind == "checkboxes":
        yield part.name, ["", *part.value]
    elif part.kind == "files":
        yield part.name, [given.id for given in part.attachments]
    elif part.kind == "radios":
        yield part.name, [part.value] if part.value else []
    else:
        yield part.name, [part.value or ""]
