"""Vietnamese text for machines: keys to search and to sort by.

No database we run on folds đ or sorts Vietnamese, so both keys are columns of ours.
"""

import re
import unicodedata

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER_RANK = {letter: index for index, letter in enumerate(_ALPHABET)}
# Tone order of Vietnamese dictionaries: level, grave, hook, tilde, acute, dot below.
_TONE_RANK = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_SPACES = re.compile(r"\s+")


def search_key(*texts: str | None) -> str:
    """Return `texts` joined, lower-cased, without diacritics, with single spaces: "Đo lường" → "do luong"."""
    joined = " ".join(text for text in texts if text).lower().replace("đ", "d")
    plain = "".join(c for c in unicodedata.normalize("NFD", joined) if not unicodedata.combining(c))
    return _SPACES.sub(" ", plain).strip()


def sort_key(text: str) -> str:
    """Return a key that sorts as a Vietnamese dictionary does: letters first (a < ă < â, d < đ), then tones."""
    letters: list[str] = []
    tones: list[str] = []
    for char in unicodedata.normalize("NFC", text.lower()):
        base, tone = _without_tone(char)
        letters.append(_sortable(base))
        tones.append(str(tone))
    return "".join(letters) + " " + "".join(tones)


def _without_tone(char: str) -> tuple[str, int]:
    parts = unicodedata.normalize("NFD", char)
    tone = next((_TONE_RANK[mark] for mark in parts if mark in _TONE_RANK), 0)
    return unicodedata.normalize("NFC", "".join(p for p in parts if p not in _TONE_RANK)), tone


def _sortable(letter: str) -> str:
    rank = _LETTER_RANK.get(letter)
    return chr(ord("A") + rank) if rank is not None else (letter if letter < "A" else "~")
