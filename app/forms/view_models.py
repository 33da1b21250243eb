"""What the form templates show: plain words and flags, nothing left to decide or to translate."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Literal

Kind = Literal[
    "words", "group", "text", "area", "number", "date", "time", "datetime", "checkbox", "radios", "checkboxes",
    "select", "files", "rows",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Attachment:
    """An attachment that a file field refers to by its id; ``size`` in bytes, ``href`` where it is downloaded."""

    id: str
    name: str
    size: int
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    """One part of the page. ``name`` is path, HTML name and id in one.

    ``hidden`` parts are in the page all the same: without scripts everything shows, with scripts what applies.
    ``locked`` ones have no input. ``value`` is what stands in the input, ``text`` the same for reading.
    """

    kind: Kind
    name: str
    label: str
    hint: str = ""
    hidden: bool = False
    locked: bool = False
    optional: bool = False
    errors: tuple[str, ...] = ()
    warning: str = ""
    value: Any = ""
    text: str = ""
    unit: str = ""
    columns: int | None = None
    options: tuple[tuple[str, str], ...] = ()
    attributes: dict[str, str] = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()
    multiple: bool = False
    parts: tuple["PartView", ...] = ()
    rows: tuple["RowView", ...] = ()
    blank: "RowView | None" = None  # the row a script adds
    grid: bool = False
    can_add: bool = False
    heads: tuple["PartView", ...] = ()  # the columns of a grid behind the first, "wide" ones left out
    first_head: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """One row of a list; in a grid ``heading`` names it, ``pins`` are its locked facts, ``cells`` are typed in."""

    index: int | str
    number: int | str
    label: str
    parts: tuple[PartView, ...]
    heading: tuple[PartView, ...] = ()
    pins: tuple[PartView, ...] = ()
    cells: tuple[PartView, ...] = ()
    wide: tuple[PartView, ...] = ()  # text areas, full width in a second line

    @property
    def has_errors(self) -> bool:
        """Whether anything in the row is to be corrected."""
        return any(part.errors for part in every_view(self.parts))

    @property
    def errors(self) -> tuple[tuple[str, str], ...]:
        """Every (field name, sentence) of the row, for the second line of a grid."""
        return tuple((part.name, sentence) for part in self.parts for sentence in part.errors)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormView:
    """A form ready to show. ``summary`` is (id of the field, sentence), as the error summary wants it."""

    id: str
    title: str
    parts: tuple[PartView, ...]
    readonly: bool
    summary: tuple[tuple[str, str], ...]

    @property
    def blocks(self) -> tuple[tuple[PartView, ...], ...]:
        """The page's sections: each group and list by itself, the fields between them together."""
        blocks: list[tuple[PartView, ...]] = []
        for is_loose, run in groupby(self.parts, lambda part: part.kind not in ("group", "rows")):
            parts = tuple(run)
            blocks += [parts] if is_loose else [(part,) for part in parts]
        return tuple(blocks)

    @property
    def hidden(self) -> tuple[str, ...]:
        """The names of parts that do not apply to the data: what a script is told to hide."""
        return tuple(part.name for part in every_view(self.parts) if part.hidden)

    @property
    def warnings(self) -> tuple[tuple[str, str], ...]:
        """Every (field name, sentence) that warns without blocking."""
        return tuple((part.name, part.warning) for part in every_view(self.parts) if part.warning)

    def part(self, name: str) -> PartView:
        """Find a part by its name, to show again on its own; raises KeyError."""
        for part in every_view(self.parts):
            if part.name == name:
                return part
        raise KeyError(name)


def every_view(parts: tuple[PartView, ...]) -> Iterator[PartView]:
    """Yield all parts, inner ones behind their outer one."""
    for part in parts:
        yield part
        yield from every_view(part.parts)
        for row in part.rows:
            yield from every_view(row.parts)
