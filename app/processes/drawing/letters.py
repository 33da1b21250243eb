"""How wide a text is drawn: estimated from the widths of the face in which the pages show diagrams."""

import unicodedata
from collections.abc import Iterator

LABEL_SIZE, LABEL_LINE = 11.5, 15.0
TASK_SIZE, TASK_LINE = 12.0, 15.6

# Be Vietnam Pro, in thousandths of its size; tone marks, circumflex and breve add nothing.
_WIDTHS = {
    270: " lIij!.:,;'",
    400: '"1frt()“”',
    505: "sz/*J",
    562: "kxuvn?ư",
    600: "hyecL7+-",
    650: "EFSPT8aoơgbdpq2350Zđ",
    690: "YRBK69–V",
    730: "HUXDNA4…&",
    790: "CGQĐƯ",
    840: "OƠ→%M",
    890: "wm—",
    1005: "W",
}
_OF_LETTER = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_USUAL = 650


def width_of(text: str, size: float) -> float:
    """Return how wide one line is drawn."""
    return sum(_OF_LETTER.get(_bare(letter), _USUAL) for letter in unicodedata.normalize("NFC", text)) * size / 1000


def lines_of(text: str, room: float, size: float) -> list[str]:
    """Break a text at its spaces so that every line fits, except words that are too long by themselves."""
    return list(_broken(text.split(), room, size)) or [""]


def _broken(words: list[str], room: float, size: float) -> Iterator[str]:
    line = ""
    for word in words:
        longer = f"{line} {word}".strip()
        if line and width_of(longer, size) > room:
            yield line
            line = word
        else:
            line = longer
    if line:
        yield line


def _bare(letter: str) -> str:
    """Return the letter without marks; the horn stays, it makes the letter wider."""
    parts = unicodedata.normalize("NFD", letter)
    return unicodedata.normalize("NFC", parts[0] + ("\u031b" if "\u031b" in parts else ""))
