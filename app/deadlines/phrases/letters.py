"""Letters without their marks, one for one, so that OCR slips in the marks do not matter."""

import re
import unicodedata

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
_YEAR_WITH_SLIPS = re.compile(r"\b2[o0][0-9oil]{2}\b")
_SPACES = re.compile(r"\s+")


def plain_letters(text: str) -> str:
    """Return NFC `text` lower-cased, without marks, đ as d, every dash as "-"; positions are kept."""
    return "".join(_plain(char) for char in text).translate(_DASHES)


def _plain(char: str) -> str:
    letter = unicodedata.normalize("NFD", char)[0].lower()[0]
    return "d" if letter == "đ" else letter


def fold_phrase(text: str) -> str:
    """Return a phrase ready for matching: plain letters, single spaces, years freed of "O" for 0 and "l" for 1."""
    plain = plain_letters(unicodedata.normalize("NFC", text))
    spaced = _SPACES.sub(" ", plain)
    return _YEAR_WITH_SLIPS.sub(_repair_year, spaced).strip(" .,;:")


def _repair_year(year: re.Match[str]) -> str:
    return year.group().translate(str.maketrans("oil", "011"))
