"""Letters without their marks, one for one, so that OCR slips in the marks do not matter."""

import re
import unicodedata
from itertools import pairwise

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
_CROSSED = str.maketrans("đð", "dd")  # old fonts print the Icelandic letter
_SPACES = re.compile(r"\s+")
_AROUND_SLASH = re.compile(r" ?/ ?")
_GLUED = re.compile(r"\b(?:nam|quy|thang|ngay)(?=\d)|\bquy(?=[iv]{1,3}\b)|(?<=\d)(?=(?:nam|thang|ngay|lan)\b)")
_DIGITS_WITH_SLIPS = re.compile(r"(?<!quy )(?<!doan )(?<![a-z])(?=[oil]*\d)[\doil]{2,4}\b")
_I_FOR_Y = re.compile(r"\b(qu|k)i\b")  # "quí", "định kì"
_I_FOR_L = re.compile(r"\b[i1|]an\b")  # "Iần"


def plain_letters(text: str) -> str:
    """Return NFC `text` lower-cased, without marks, đ as d, every dash as "-"; positions are kept."""
    return "".join(_plain(char) for char in text).translate(_DASHES)


def _plain(char: str) -> str:
    return unicodedata.normalize("NFD", char)[0].lower()[0].translate(_CROSSED)


def clean_phrase(text: str) -> str:
    """Return a phrase as a careful typist would print it: single spaces, no invisible signs, "năm2026" in two words."""
    composed = unicodedata.normalize("NFKC", text)
    visible = "".join(char for char in composed if unicodedata.category(char) not in ("Cf", "Mn"))
    spaced = _AROUND_SLASH.sub("/", _SPACES.sub(" ", visible)).strip(" .,;:?!")
    cuts = [0, *(word.end() for word in _GLUED.finditer(plain_letters(spaced))), len(spaced)]
    return " ".join(spaced[begin:end] for begin, end in pairwise(cuts))


def fold_phrase(cleaned: str) -> str:
    """Return a cleaned phrase ready for matching, letter for letter: no marks, numbers freed of "O" and "l"."""
    plain = _I_FOR_L.sub("lan", _I_FOR_Y.sub(r"\1y", plain_letters(cleaned)))
    return _DIGITS_WITH_SLIPS.sub(_repair_digits, plain)


def _repair_digits(number: re.Match[str]) -> str:
    return number.group().translate(str.maketrans("oil", "011"))
