"""Recognise the columns of an annex by their headings, never by their position."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.deadlines.phrases.letters import plain_letters
from app.plans.reading.numbering import parse_number
from app.plans.reading.rows import FROM_ABOVE, FROM_LEFT, OWN, SourceRow


class Role(StrEnum):
    """What a column holds."""

    NUMBER = "number"
    GROUP = "group"
    CONTENT = "content"
    LEAD = "lead"
    COORDINATING = "coordinating"
    BOTH = "both"
    DIRECTING = "directing"
    TIME = "time"
    RESULT = "result"
    FUNDING = "funding"
    NOTE = "note"


# The first pattern that fits decides: "Thời gian thực hiện nhiệm vụ" is time, "Kết quả thực hiện" a result.
_HEADINGS: Final = tuple(
    (role, re.compile(pattern))
    for role, pattern in (
        (Role.NUMBER, r"(?:s ?t ?t|t ?t|so tt|so thu tu|thu tu|no|muc)\.?"),
        (Role.NOTE, r".*\b(?:ghi chu|luu y)\b.*"),
        (Role.FUNDING, r".*\b(?:kinh phi|nguon von|nguon luc|du toan|von|ngan sach)\b.*"),
        (Role.DIRECTING, r".*\bchi dao\b.*|.*\bphu trach chi dao\b.*"),
        (Role.BOTH, r".*\bchu tri\b.*\bphoi hop\b.*"),
        (Role.LEAD, r".*\b(?:chu tri|dau moi|phu trach)\b.*"),
        (Role.COORDINATING, r".*\b(?:phoi hop|tham gia)\b.*"),
        (
            Role.TIME,
            r".*\b(?:thoi (?:gian|han|diem|ky)|tien do|lo trinh|(?:han|ngay) hoan thanh|ky han"
            r"|nam thuc hien)\b.*|hoan thanh",
        ),
        (Role.RESULT, r".*\b(?:ket qua|san pham|dau ra|muc tieu|chi tieu)\b.*"),
        (
            Role.LEAD,
            r"(?:co quan|don vi|to chuc|noi)(?:,? (?:co quan|don vi|to chuc))?(?: duoc giao)?"
            r"(?: thuc hien| trien khai)?",
        ),
        (Role.GROUP, r"(?:nhom|linh vuc|chuyen de)\b.*"),
        (Role.CONTENT, r".*\b(?:noi dung|nhiem vu|cong viec|hoat dong|giai phap|dau viec|viec)\b.*"),
    )
)
_SUBHEADING: Final = re.compile(
    r"(?:nam )?20\d\d|quy [ivx\d]+|thang \d+|tong(?: so| cong)?|ns(?:tw|dp|nn)|khac|bat dau|ket thuc"
)
_LONGEST_HEADING: Final = 90
_MAX_HEADER_ROWS: Final = 3


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns hold what; several may share a role. `unknown` columns had a heading nobody recognised."""

    roles: dict[Role, tuple[int, ...]]
    unknown: dict[int, str]
    headings: tuple[str, ...]

    def has(self, role: Role) -> bool:
        """Tell whether the annex has a column of this role."""
        return role in self.roles

    def role_at(self, column: int) -> Role | None:
        """Return the role of a column."""
        return next((role for role, columns in self.roles.items() if column in columns), None)


@dataclass(frozen=True, slots=True)
class Header:
    """A recognised header: its columns and how many rows it takes."""

    columns: Columns
    height: int


def role_of(heading: str) -> Role | None:
    """Return what a column heading announces."""
    plain = plain_letters(heading).strip(" .:*()")
    if not plain or len(plain) > _LONGEST_HEADING:
        return None
    return next((role for role, pattern in _HEADINGS if pattern.fullmatch(plain)), None)


def find_header(rows: list[SourceRow], at: int) -> Header | None:
    """Return the header that begins at `rows[at]`; one to three rows make one header."""
    first = rows[at]
    if sum(1 for cell in first.folded if cell) < 2 or any(map(parse_number, first.folded)):
        return None
    best: Header | None = None
    headings = list(first.folded)
    spread = _spread(first)
    for height in range(1, _MAX_HEADER_ROWS + 1):
        if height > 1:
            below = rows[at + height - 1] if at + height - 1 < len(rows) else None
            if below is None or below.table != first.table or not _is_second_row(below, rows[at + height - 2]):
                break
            headings = [_join(spread, below, column) for column in range(max(len(spread), len(below.folded)))]
            spread = _spread_under(headings, below)
        columns = _columns(headings)
        if _is_annex(columns):
            best = Header(columns, height)
        elif height == 1 and len({role_of(cell) for cell in first.folded} - {None}) < 2:
            return None
    return best


def _is_annex(columns: Columns) -> bool:
    responsible = {Role.LEAD, Role.COORDINATING, Role.BOTH} & columns.roles.keys()
    enough = bool(responsible or {Role.TIME, Role.NUMBER} <= columns.roles.keys())
    return Role.CONTENT in columns.roles and enough and len(columns.unknown) <= len(columns.roles)


def _columns(headings: list[str]) -> Columns:
    roles: dict[Role, tuple[int, ...]] = {}
    unknown: dict[int, str] = {}
    for column, heading in enumerate(headings):
        role = role_of(heading)
        if role:
            roles[role] = (*roles.get(role, ()), column)
        elif heading:
            unknown[column] = heading
    return Columns(_separate_group(roles), unknown, tuple(heading for heading in headings if heading))


def _separate_group(roles: dict[Role, tuple[int, ...]]) -> dict[Role, tuple[int, ...]]:
    """Of two content columns the left one groups; a lone group column holds the content."""
    content = roles.get(Role.CONTENT, ())
    if len(content) > 1 and Role.GROUP not in roles:
        return roles | {Role.GROUP: content[:1], Role.CONTENT: content[1:]}
    if not content and Role.GROUP in roles:
        return {Role.CONTENT if role is Role.GROUP else role: columns for role, columns in roles.items()}
    return roles


def _spread(row: SourceRow) -> list[str]:
    """Return a header row's headings with a wide one standing over every column it covers."""
    spread: list[str] = []
    for column, cell in enumerate(row.folded):
        covered = not cell and row.mark(column) == FROM_LEFT and bool(spread)
        spread.append(spread[-1] if covered else cell)
    return spread


def _spread_under(headings: list[str], below: SourceRow) -> list[str]:
    return [
        headings[column - 1] if column and not heading and below.mark(column) == FROM_LEFT else heading
        for column, heading in enumerate(headings)
    ]


def _is_second_row(row: SourceRow, above: SourceRow) -> bool:
    """Tell whether `row` divides the wide headings of the header row above it: short headings, and only below those."""
    own = [(column, cell) for column, cell in enumerate(row.folded) if cell and row.mark(column) == OWN]
    if len(own) < 2 or not all(_is_wide(above, column) for column, _ in own):
        return False
    return all(_is_subheading(cell) for _, cell in own)


def _is_wide(row: SourceRow, column: int) -> bool:
    """Tell whether a heading stands over more than one column; text extracts leave the columns it covers empty."""
    return not row.cell(column) or not row.cell(column + 1)


def _is_subheading(cell: str) -> bool:
    role = role_of(cell)
    known = role is not None and role is not Role.NUMBER
    return len(cell) <= _LONGEST_HEADING and (known or bool(_SUBHEADING.fullmatch(plain_letters(cell))))


def _join(above: list[str], row: SourceRow, column: int) -> str:
    """Return the heading of a column below two header rows: the lower one where it says more."""
    upper = above[column] if column < len(above) else ""
    lower = row.cell(column)
    if not upper and lower:
        upper = next((heading for heading in reversed(above[:column]) if heading), "")
        return lower if role_of(lower) else f"{upper} {lower}".strip()
    if not lower or lower == upper or row.mark(column) == FROM_ABOVE:
        return upper
    return lower if role_of(lower) else f"{upper} {lower}"
