"""Cut the lines of one row into its columns: every way that fits is found, and only a single one is trusted."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise
from typing import Final

from app.deadlines.phrases import PlanPeriod, cadences_in, read_phrase
from app.plans.reading.agencies import HEAD, read_agencies
from app.plans.reading.agency_words import DEPARTMENTS
from app.plans.reading.columns import Role
from app.plans.reading.text import is_bullet

_AGENCIES: Final = frozenset({Role.LEAD, Role.COORDINATING, Role.DIRECTING})
_MAY_BE_EMPTY: Final = frozenset({Role.RESULT, Role.FUNDING, Role.NOTE})
_OPEN_END: Final = re.compile(
    r"(?:[,;(&/-]|\b(?:và|của|các|cho|với|về|do|tại|để|giữa|theo|trong|từ|đến|liên))$", re.IGNORECASE
)
_VERBS: Final = re.compile(
    r"\b(?:phê duyệt|xem xét|thực hiện|triển khai|ban hành|tham mưu|báo cáo|hướng dẫn|để|được|nhằm|đã|sẽ|trình|giao)\b",
    re.IGNORECASE,
)
_READABLE: Final = frozenset({"partly_read", "unreadable_time", "no_time"})
_LONGEST: Final = {Role.TIME: 6, Role.LEAD: 15, Role.COORDINATING: 25, Role.DIRECTING: 10}  # lines of a cell
_ANYTIME: Final = PlanPeriod(start=2000)


@dataclass(frozen=True, slots=True)
class Token:
    """A line of a row, or one half of a line that holds two cells."""

    line: int
    text: str
    opens_page: bool = False


Cut = dict[Role, str]


def split_shared_lines(tokens: list[Token]) -> list[Token]:
    """Cut a line that holds an agency and a time ("Sở Tài chính Hằng năm") in two."""
    halves: list[Token] = []
    for token in tokens:
        words = token.text.split()
        at = next((i for i in range(1, len(words)) if words[i][0].isupper() and is_time(" ".join(words[i:]))), None)
        if at and HEAD.match(token.text) and not is_time(token.text):
            halves.append(Token(token.line, " ".join(words[:at]), token.opens_page))
            halves.append(Token(token.line, " ".join(words[at:])))
        else:
            halves.append(token)
    return halves


@lru_cache(maxsize=8192)
def is_time(text: str) -> bool:
    """Tell whether `text` is a time phrase and nothing else."""
    reading = read_phrase(text, _ANYTIME)
    return bool(reading.dates) and not _READABLE & set(reading.review)


def is_date(text: str) -> bool:
    """Tell whether `text` is a time phrase that can only stand in the time column: "(năm/lần)" also ends contents."""
    return is_time(text) and not cadences_in(text)


def cuts(tokens: list[Token], order: Sequence[Role], *, cut_by_page: bool = False) -> list[Cut]:
    """Return every way to give the lines to the columns in `order`: at most 20, two are too many already.

    In a row that goes on on the next page (`cut_by_page`) the content may stop in mid-sentence.
    """
    ways = _cuts([token.text for token in tokens], order, 0, cut_by_page)
    return list(islice(ways, 20))


def _cuts(texts: list[str], order: Sequence[Role], start: int, cut_by_page: bool) -> Iterator[Cut]:
    if not order:
        if start == len(texts):
            yield {}
        return
    role, *others = order
    if role in _MAY_BE_EMPTY:
        yield from ({role: ""} | rest for rest in _cuts(texts, others, start, cut_by_page))
    if start == len(texts) or not _may_begin(role, texts[start]):
        return
    for end in range(start + 1, min(len(texts), start + _LONGEST.get(role, len(texts))) + 1):
        unfinished = cut_by_page and role is Role.CONTENT
        if _is_cell(role, texts[start:end], unfinished) and _is_whole(role, texts, start, end):
            cell = " ".join(texts[start:end])
            yield from ({role: cell} | rest for rest in _cuts(texts, others, end, cut_by_page))


def _may_begin(role: Role, text: str) -> bool:
    """Tell whether a column's cell can begin with this line."""
    if role in _AGENCIES:
        return begins_agency(text)
    if role is Role.TIME:
        return True
    return not text[0].islower() and text[0] not in ",;.)"


def begins_agency(text: str) -> bool:
    """Tell whether a line begins like the name of an agency."""
    return text[0].isupper() and bool(HEAD.match(text))


def _is_cell(role: Role, lines: list[str], unfinished: bool) -> bool:
    """Tell whether the lines together make a cell of this column."""
    cell = " ".join(lines)
    if role is Role.TIME:
        return is_time(cell)
    if not unfinished and not _is_balanced(cell):
        return False
    if role in _AGENCIES:
        return _is_agency_cell(cell, lines)
    open_end = role is Role.CONTENT and not unfinished and _OPEN_END.search(cell)
    return not open_end and not any(map(is_date, lines))


def _is_balanced(cell: str) -> bool:
    return all(cell.count(opening) == cell.count(closing) for opening, closing in ("()", "“”"))


def _is_agency_cell(cell: str, lines: list[str]) -> bool:
    """Tell whether a cell lists agencies and nothing else; a second one without a separator is the next column."""
    second = any(begins_agency(line) and not before.endswith((",", ";")) for before, line in pairwise(lines))
    return not second and not _OPEN_END.search(cell) and not _VERBS.search(cell) and _names_are_clean(cell)


def _names_are_clean(cell: str) -> bool:
    reading = read_agencies(cell)
    departments = [name for name in reading.names if name.startswith("Sở ")]
    known = all(name.removeprefix("Sở ").startswith(DEPARTMENTS) for name in departments)
    return known and not {"agency_unclear", "bracket_ignored"} & set(reading.review)


def _is_whole(role: Role, texts: list[str], start: int, end: int) -> bool:
    """Tell whether a time cell takes every line that is time: "- Năm 2025;" does not end before "- Năm 2030."."""
    if role is not Role.TIME or end == len(texts):
        return True
    following = texts[end]
    goes_on = not is_bullet(following) and is_time(" ".join(texts[start : end + 1]))
    return not is_time(following) and not goes_on
