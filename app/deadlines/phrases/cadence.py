"""Cycles written inside a sentence: "(3 năm/lần)", "5 năm/lần", "(năm/lần)".

Only these are looked for in running text. Anything else with a year in it ("giai đoạn 2026 - 2030", "(giai đoạn 2)")
names the scope of a document there, not a deadline.
"""

import re
import unicodedata
from dataclasses import dataclass

from app.deadlines.phrases.cycles import COUNT
from app.deadlines.phrases.letters import plain_letters
from app.deadlines.phrases.rules import number

_CYCLE = re.compile(rf"(?<![\w/])(?:{COUNT}\s+)?nam\s*(?:/\s*|\s(?:1\s|mot\s))lan\b")
_BULLET = re.compile(r"(?:^|(?<=[\s;:.]))[-+•*]\s+")


@dataclass(frozen=True, slots=True)
class Cadence:
    """Something to be done once every `years`; `part` is the bullet or sentence that says so, `bullet` its position."""

    part: str
    years: int
    bullet: int


def cadences_in(content: str) -> list[Cadence]:
    """Return the cycles named in `content`, with the bullet (from 0) each stands in."""
    found = []
    for position, part in enumerate(bullets(content)):
        for match in _CYCLE.finditer(plain_letters(unicodedata.normalize("NFC", part))):
            printed = match.group("n")
            found.append(Cadence(part.strip(" ;."), number(printed) if printed else 1, position))
    return found


def bullets(content: str) -> list[str]:
    """Split a cell at its bullets; a lead-in before the first one is a part of its own."""
    return [part.strip() for part in _BULLET.split(content) if part.strip()]
