"""The two things rows become before they are final: a draft of a task, or a heading."""

from dataclasses import dataclass, field

from app.plans.reading.columns import Role
from app.plans.reading.numbering import PrintedNumber
from app.plans.reading.rows import SourceRow


@dataclass(slots=True)
class RowView:
    """A row seen through the columns: `fields` are its texts, `own` the roles not merged from above."""

    row: SourceRow
    fields: dict[Role, str]
    own: set[Role]
    number: PrintedNumber | None = None
    opens_page: bool = False
    stray: list[tuple[str, str]] = field(default_factory=list)

    @property
    def content(self) -> str:
        """Return the content cell."""
        return self.fields.get(Role.CONTENT, "")

    @property
    def details(self) -> dict[Role, str]:
        """Return every other printed field: agencies, time, result, money."""
        return {role: text for role, text in self.fields.items() if text and role not in (Role.CONTENT, Role.GROUP)}

    @property
    def own_fields(self) -> dict[Role, str]:
        """Return the printed fields that are not inherited."""
        return {role: text for role, text in self.fields.items() if text and role in self.own}


@dataclass(slots=True)
class Draft:
    """A task in the making."""

    number: PrintedNumber | None
    fields: dict[Role, str]
    first: int
    last: int
    group: tuple[str, ...] = ()
    review: list[str] = field(default_factory=list)
    awaits_content: bool = False

    @classmethod
    def of(cls, view: RowView, number: PrintedNumber | None) -> "Draft":
        """Begin a task at a row."""
        draft = cls(number, dict(view.fields), view.row.number, view.row.number)
        if view.stray:
            draft.review.append("cell_not_read")
        return draft

    @property
    def content(self) -> str:
        """Return the content so far."""
        return self.fields.get(Role.CONTENT, "")

    def extend(self, row: int) -> None:
        """Take one more source row in."""
        self.first, self.last = min(self.first, row), max(self.last, row)


@dataclass(slots=True)
class Heading:
    """A row of content only: the heading of a group, unless nothing stands under it."""

    number: PrintedNumber | None
    text: str
    first: int
    last: int
    review: list[str] = field(default_factory=list)

    @property
    def style(self) -> str:
        """Return what ranks it among other headings: its number's style, or capitals against small letters."""
        if self.number:
            return self.number.style
        return "capitals" if self.text.isupper() else "plain"

    def extend(self, row: int) -> None:
        """Take one more source row in."""
        self.first, self.last = min(self.first, row), max(self.last, row)
