"""Printed numbers: tell "I", "1", "1.1", "a)", "-" apart from words, and rank them."""

import re
from dataclasses import dataclass
from typing import Final

_ROMAN_VALUES: Final = {"I": 1, "V": 5, "X": 10, "L": 50}
_PATTERNS: Final = (
    ("roman", re.compile(r"(?:PHẦN |MỤC )?(?P<value>[IVX]+)[.)]?", re.IGNORECASE)),
    ("decimal", re.compile(r"(?P<value>(?:\d{1,3}|[IVX]+)(?:\.\d{1,3})+)[.)]?")),
    ("arabic", re.compile(r"\(?0?(?P<value>\d{1,3})[.)]?")),
    ("upper", re.compile(r"(?:PHẦN )?(?P<value>[A-HK-UY])[.)]?")),
    ("letter", re.compile(r"(?P<value>[a-zđ])(?:\)|\.)?")),
    ("sublevel", re.compile(r"(?P<value>[a-z]\d{1,2}|[ivx]{2,4})[.)]?")),
    ("dash", re.compile(r"(?P<value>[-–+*•])")),
)
_FUSED: Final = re.compile(
    r"(?P<number>(?:[IVX]+|\d{1,3}(?:\.\d{1,3})+|\d{1,3}|[A-H])[.)]?|[a-zđ]\))\s+(?P<text>[^\W\d].*|[“\"(].*)",
    re.DOTALL,
)
_LETTERS: Final = "abcdđeghiklmnopqrstuvxyf"


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A number as printed, its style (which ranks headings) and its value within the style."""

    printed: str
    style: str
    value: str

    def follows(self, before: "PrintedNumber") -> bool | None:
        """Tell whether this number comes right after `before`; `None` where that cannot be told."""
        if self.style == before.style == "arabic":
            return int(self.value) == int(before.value) + 1
        if self.style == before.style and self.style.startswith("decimal"):
            own, other = self.value.split("."), before.value.split(".")
            if own[:-1] == other[:-1]:
                return int(own[-1]) == int(other[-1]) + 1
            return own[-1] == "1"
        return None


def parse_number(cell: str) -> PrintedNumber | None:
    """Return the number a cell consists of, `None` when it holds anything else."""
    for style, pattern in _PATTERNS:
        match = pattern.fullmatch(cell)
        if not match:
            continue
        value = match.group("value")
        if style == "roman" and (value.islower() or not _is_roman(value.upper())):
            continue
        depth = f"{style}{value.count('.')}" if style == "decimal" else style
        return PrintedNumber(cell, depth, value)
    return None


def split_number(text: str) -> tuple[PrintedNumber | None, str]:
    """Cut a number fused with its heading: "3 Nâng cao hiệu quả" is 3 and "Nâng cao hiệu quả"."""
    match = _FUSED.fullmatch(text)
    number = parse_number(match.group("number")) if match else None
    if match and number:
        return number, match.group("text").strip()
    return None, text


def roman_value(printed: str) -> int:
    """Return the value of a roman number of this size (up to 39)."""
    total = 0
    values = [_ROMAN_VALUES.get(sign, 0) for sign in printed.upper()]
    for position, value in enumerate(values):
        total += -value if any(later > value for later in values[position + 1 :]) else value
    return total


def _is_roman(printed: str) -> bool:
    return bool(re.fullmatch(r"X{0,3}(?:IX|IV|V?I{0,3})", printed)) and bool(printed)
