"""Printed text: fold its white space, drop the markup of extracts, change nothing else."""

import re
import unicodedata
from typing import Final

_INLINE_TAG: Final = re.compile(r"</?(?:b|i|u|s|em|strong|sup|sub|span|font|a)\b[^<>]*>", re.IGNORECASE)
_BLOCK_TAG: Final = re.compile(r"</?(?:p|ul|ol|li|br|div|hr|table|tbody|thead|tr|td|th)\b[^<>]*/?>", re.IGNORECASE)
_MARKDOWN: Final = re.compile(r"^\s{0,3}#{1,6}\s+|\*\*")
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_BULLET: Final = re.compile(r"^[-+•*–]\s*")
_SENTENCE_END: Final = (".", ";", ":", "!", "?", "…", "”", ")", "/.")


def fold_space(text: str) -> str:
    """Return `text` on one line, NFC, with single spaces; no printed sign changes."""
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split())


def strip_markup(text: str) -> str:
    """Drop HTML tags and markdown marks that text extracts leave in cells; bold and italic leave no space behind."""
    return _MARKDOWN.sub("", _BLOCK_TAG.sub(" ", _INLINE_TAG.sub("", text)))


def starts_small(text: str) -> bool:
    """Tell whether `text` begins in the middle of a sentence: a small letter or a closing sign."""
    return bool(text) and (text[0].islower() or text[0] in ",;.)”")


def is_finished(text: str) -> bool:
    """Tell whether `text` ends like a sentence or a clause."""
    return text.endswith(_SENTENCE_END)


def is_bullet(text: str) -> bool:
    """Tell whether `text` begins with a bullet."""
    return bool(_BULLET.match(text))


def capitalised(text: str) -> str:
    """Return `text` with its first letter in upper case."""
    return text[:1].upper() + text[1:]
