"""For which years a plan runs: every date of a task without a year of its own is reckoned from this."""

import re
from datetime import date
from itertools import pairwise
from typing import Final

from app.deadlines.phrases import PlanPeriod
from app.deadlines.phrases.letters import plain_letters

_PHASE: Final = re.compile(
    r"giai doan (?P<n>[1-4]|i{1,3}|iv)\s*[:.,(]?\s*(?:tu )?(?:nam )?(?P<a>20\d\d)\s*(?:-|den)\s*"
    r"(?:het )?(?:nam )?(?P<z>20\d\d)"
)
_SECTION_PHASE: Final = re.compile(
    r"^(?:[ivx]+|\d+|[a-zđ])[.)]\s*(?:tu |giai doan )(?:tu )?(?:nam )?(?P<a>20\d\d)\s*(?:-|den)\s*"
    r"(?:nam )?(?P<z>20\d\d)\W*$"
)
_ANNUAL: Final = re.compile(r"(?<!den )(?<!huong )\bnam (20\d\d)\b")
_UNTIL: Final = re.compile(r"\bden (?:het )?nam (20\d\d)\b")
_RANGE: Final = re.compile(r"(?:giai doan|tu nam)\s*(?:tu )?(?:nam )?(20\d\d)\s*(?:-|den)\s*(?:nam )?(20\d\d)")
_OPEN: Final = re.compile(r"\b(?:nhung|cac) nam (?:tiep theo|sau)\b")
_NUMBERS: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def find_period(texts: list[str], title: str, issued: date | None, year: int | None) -> PlanPeriod:
    """Return the plan's period.

    The phases a text sets out come first; then the years its title names; a plan of one year ("Kế hoạch … năm 2024")
    begins and ends with it. The start is the year of issue where nothing else is said; the end may stay open.
    """
    plain_texts = [plain_letters(text) for text in texts]
    phases = _phases(plain_texts)
    plain_title = plain_letters(title)
    if phases:
        return PlanPeriod(issued, phases[0][0], phases[-1][1], phases)
    if found := _RANGE.search(plain_title):
        return PlanPeriod(issued, int(found.group(1)), int(found.group(2)))
    until = [int(found) for found in _UNTIL.findall(plain_title)]
    if until:
        return PlanPeriod(issued, year, None if _OPEN.search(plain_title) else max(until))
    named = [int(found) for found in _ANNUAL.findall(_without_citations(plain_title))]
    if len(set(named)) == 1:
        return PlanPeriod(issued, named[0], named[0])
    return PlanPeriod(issued, year, None)


def _phases(texts: list[str]) -> tuple[tuple[int, int], ...]:
    """Return the numbered phases in order, else the sections headed by a span of years."""
    numbered: dict[int, tuple[int, int]] = {}
    for text in texts:
        for found in _PHASE.finditer(text):
            printed = found.group("n")
            position = _NUMBERS.get(printed) or int(printed)
            numbered.setdefault(position, (int(found.group("a")), int(found.group("z"))))
    if numbered and sorted(numbered) == list(range(1, len(numbered) + 1)):
        return tuple(numbered[position] for position in sorted(numbered))
    spans = filter(None, map(_SECTION_PHASE.match, texts))
    sections = [(int(span.group("a")), int(span.group("z"))) for span in spans]
    in_order = sorted(set(sections))
    adjoining = all(earlier[1] + 1 == later[0] for earlier, later in pairwise(in_order))
    return tuple(in_order) if len(in_order) > 1 and adjoining else ()


def _without_citations(title: str) -> str:
    """Drop the days of other documents: "Quyết định số 12 ngày 3 tháng 4 năm 2023"."""
    return re.sub(r"ngay \d+ ?(?:thang|/) ?\d+ ?(?:nam|/) ?20\d\d", "", title)
