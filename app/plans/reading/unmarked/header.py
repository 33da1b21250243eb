"""The header of an unmarked annex: the order of its columns, from headings that follow each other as plain words."""

import re
from typing import Final

from app.deadlines.phrases.letters import plain_letters
from app.plans.reading.columns import Columns, Role
from app.plans.reading.rows import SourceRow

_WHO: Final = r"(?:(?:co quan|don vi|to chuc)[ ,/]+)*"
_DOING: Final = r"(?: thuc hien| hoan thanh| dat duoc| cong viec)?"
_WORDS: Final = tuple(
    (role, re.compile(pattern + _DOING))
    for role, pattern in (
        (Role.NUMBER, r"s?tt\b|so tt|so thu tu"),
        (Role.DIRECTING, _WHO + r"chi dao"),
        (Role.LEAD, _WHO + r"chu tri"),
        (Role.COORDINATING, _WHO + r"phoi hop"),
        (Role.TIME, r"(?:thoi (?:gian|han)|tien do|lo trinh)"),
        (Role.RESULT, r"(?:du kien )?(?:ket qua|san pham)(?: dat duoc| du kien)?"),
        (Role.FUNDING, r"(?:nguon |du toan )?kinh phi"),
        (Role.NOTE, r"ghi chu"),
        (
            Role.CONTENT,
            r"(?:noi dung|nhiem vu|cong viec|hoat dong)(?:[ ,/]+(?:noi dung|nhiem vu|cong viec|giai phap|thuc hien))*",
        ),
    )
)
_OPENS: Final = re.compile(r"s?tt\b|so tt\b|so thu tu\b")
_MAX_LINES: Final = 14


def opens_header(line: str) -> bool:
    """Tell whether a line may be the first of a header."""
    return bool(_OPENS.match(plain_letters(line)))


def read_header(lines: list[SourceRow]) -> Columns | None:
    """Return the columns in printed order when `lines` are a header and nothing else."""
    if len(lines) > _MAX_LINES:
        return None
    rest = plain_letters(" ".join(line.text for line in lines)).strip()
    order: list[Role] = []
    while rest:
        found = next(((role, match) for role, words in _WORDS if (match := words.match(rest))), None)
        if found is None or found[0] in order:
            return None
        order.append(found[0])
        rest = rest[found[1].end() :].strip(" ,.")
    needed = {Role.NUMBER, Role.CONTENT, Role.LEAD}
    if not needed <= set(order) or order[:2] != [Role.NUMBER, Role.CONTENT]:
        return None
    return Columns({role: (position,) for position, role in enumerate(order)}, {}, tuple(order))
