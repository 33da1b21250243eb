"""The parts of a form, as read from its file: frozen and already checked."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final, Literal

from app.engine.feel import Expression

Rule = bool | Expression
Words = str | Expression

LINE_LENGTH: Final = 1_000  # characters of a text field that sets no maximum itself
TEXT_LENGTH: Final = 20_000  # likewise of a text area
MAX_ROWS: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Anything on the form; ``columns`` of 16 is its width where the editor gave one."""

    id: str
    hide: Expression | None = None
    columns: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Part):
    """Plain words between the fields."""

    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Field(Part):
    """A part with a value. ``missing`` is the author's own sentence for when it is required and empty."""

    key: str
    label: Words
    hint: Words = ""
    required: Rule = False
    readonly: Rule = False
    default: Any = None
    missing: str = ""
    example: str = ""
    warning: Expression | None = None  # a sentence or null; warns without blocking
    heading: bool = False  # in a grid: part of what names the row

    @property
    def empty(self) -> Any:
        """The clean value when nothing was entered."""
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class TextField(Field):
    """One line, or several, of text."""

    lines: int = 1
    min_length: int = 0
    max_length: int = LINE_LENGTH
    pattern: str = ""
    format: Literal["", "email", "phone"] = ""
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberField(Field):
    """A number; ``digits`` is the most decimal places allowed, None any."""

    minimum: Decimal | None = None
    maximum: Decimal | None = None
    step: Decimal | None = None
    digits: int | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateField(Field):
    """A day, a time of day, or both (then in Asia/Ho_Chi_Minh unless an offset is given)."""

    kind: Literal["date", "time", "datetime"] = "date"
    not_past: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkbox(Field):
    """Yes or no; required means it must be ticked."""

    @property
    def empty(self) -> bool:
        """Not ticked is no."""
        return False


@dataclass(frozen=True, slots=True)
class Option:
    """One choice."""

    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Field):
    """One (radio, select) or several (checklist, taglist) of a list, which may come from an expression."""

    look: Literal["radio", "select", "checklist", "taglist"]
    options: tuple[Option, ...] | Expression

    @property
    def multiple(self) -> bool:
        """Whether the value is a list."""
        return self.look in ("checklist", "taglist")

    @property
    def empty(self) -> list[str] | None:
        """None chosen of several is an empty list."""
        return [] if self.multiple else None


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePicker(Field):
    """Attachments; the value is a list of their ids."""

    multiple: bool = False
    accept: str = ""

    @property
    def empty(self) -> list[str]:
        """No attachments."""
        return []


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Part):
    """Parts under one heading; with a ``key`` their values are nested under it."""

    key: str = ""
    label: Words
    hint: Words = ""
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows(Field):
    """A list of rows of the same parts; ``grid`` lays them out as a table to type in."""

    parts: tuple[Part, ...]
    grid: bool = False
    can_add: bool = True
    repetitions: int = 1
    row_label: Words = ""


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """A checked ``.form`` file. ``names`` are all names its FEEL expressions read, its own keys included."""

    id: str
    title: str
    fields: tuple[Part, ...]
    names: frozenset[str]
    source: str = field(repr=False)

    def as_json(self) -> dict[str, Any]:
        """Give the file as it was read, a fresh copy each time."""
        import json

        return dict(json.loads(self.source))
