"""Work out the numbers Word prints by itself ("I.", "1.1", "a)"): plans often number their tasks this way."""

from collections.abc import Callable
from typing import Final

from lxml import etree

from app.plans.reading.sources.word_xml import W, attribute

_LEVELS: Final = 9
_ROMANS: Final = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMANS:
        while number >= value:
            text, number = text + sign, number - value
    return text


def _letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26)


_FORMATS: Final[dict[str, Callable[[int], str]]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerLetter": _letter,
}


class Numbering:
    """Counters of all lists of a document; ask for labels in reading order."""

    def __init__(self, part: etree._Element | None) -> None:
        self._levels: dict[str, dict[int, etree._Element]] = {}
        self._counts: dict[str, list[int]] = {}
        self._abstract: dict[str, str] = {}
        for definition in part.iter(W + "abstractNum") if part is not None else ():
            levels = {int(attribute(level, "ilvl") or 0): level for level in definition.iter(W + "lvl")}
            self._levels[attribute(definition, "abstractNumId") or ""] = levels
        for instance in part.iter(W + "num") if part is not None else ():
            self._abstract[attribute(instance, "numId") or ""] = attribute(instance.find(W + "abstractNumId")) or ""

    def label(self, paragraph: etree._Element) -> str:
        """Return the number or bullet Word prints before a paragraph, empty when there is none."""
        properties = paragraph.find(f"{W}pPr/{W}numPr")
        if properties is None:
            return ""
        list_id = attribute(properties.find(W + "numId")) or "0"
        level = int(attribute(properties.find(W + "ilvl")) or 0)
        levels = self._levels.get(self._abstract.get(list_id, ""), {})
        if list_id == "0" or level not in levels:
            return ""
        counts = self._count(list_id, level, levels)
        return self._print(levels, level, counts)

    def _count(self, list_id: str, level: int, levels: dict[int, etree._Element]) -> list[int]:
        counts = self._counts.setdefault(list_id, [0] * _LEVELS)
        first = int(attribute(levels[level].find(W + "start")) or 1)
        counts[level] = counts[level] + 1 if counts[level] else first
        counts[level + 1 :] = [0] * (_LEVELS - level - 1)
        return counts

    def _print(self, levels: dict[int, etree._Element], level: int, counts: list[int]) -> str:
        kind = attribute(levels[level].find(W + "numFmt")) or "decimal"
        if kind == "bullet":
            return "-"
        if kind not in _FORMATS:
            return ""
        text = attribute(levels[level].find(W + "lvlText")) or ""
        for outer in range(level + 1):
            if outer not in levels:
                continue
            shown = _FORMATS.get(attribute(levels[outer].find(W + "numFmt")) or "decimal", str)
            text = text.replace(f"%{outer + 1}", shown(counts[outer] or 1))
        return text
