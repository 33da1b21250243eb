"""A form as a list of what it says, line by line: to check before sending, and to read afterwards."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.forms.display import NOTHING
from app.forms.view_models import Attachment, FormView, PartView, RowView


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what it is about, what is said, the files, and the field to go to for a change."""

    name: str
    text: str
    field: str
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under one heading (the first may have none), and the names of what was left empty."""

    title: str
    lines: tuple[Line, ...]
    empty: tuple[str, ...] = ()


def summary_of(view: FormView) -> tuple[Section, ...]:
    """Give the sections of the form as shown; parts that do not apply are left out, and so are sections without fields.

    A row of a list is one line: its name, then its columns.
    """
    loose: list[Line] = []
    sections: list[Section] = []
    for part in view.parts:
        if part.hidden or part.kind == "words":
            continue
        if part.kind in ("group", "rows"):
            sections.append(_section(part.label, _lines(part)))
        else:
            loose.append(_line(part))
    return tuple(section for section in (_section("", loose), *sections) if section.lines or section.empty)


def _section(title: str, lines: Iterable[Line]) -> Section:
    said: list[Line] = []
    empty: list[str] = []
    for line in lines:
        if line.text == NOTHING:
            empty.append(line.name)
        else:
            said.append(line)
    return Section(title, tuple(said), tuple(empty))


def _lines(part: PartView) -> Iterator[Line]:
    if part.hidden or part.kind == "words":
        return
    if part.kind == "group":
        for inner in part.parts:
            yield from _lines(inner)
    elif part.kind == "rows":
        yield from (_row(part, row) for row in part.rows)
    else:
        yield _line(part)


def _line(part: PartView) -> Line:
    files = ", ".join(given.name for given in part.attachments)
    return Line(part.label, files or part.text, part.name, part.attachments)


def _row(rows: PartView, row: RowView) -> Line:
    naming = row.heading or row.pins
    name = " ".join(part.text for part in naming if part.text != NOTHING)
    said = (part for part in row.parts if part not in naming and not part.hidden and part.text != NOTHING)
    text = "; ".join(f"{part.label}: {part.text}" for part in said)
    files = tuple(given for part in row.parts for given in part.attachments)
    return Line(name or row.label, text or NOTHING, rows.name, files)
