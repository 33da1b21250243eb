"""Measure a PDF as a ruler would: where words and lines stand on the page, in which face and size."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTChar, LTContainer, LTCurve, LTLine, LTPage, LTRect, LTTextLine

POINT = 25.4 / 72  # millimetres


@dataclass(frozen=True)
class Line:
    """A line of text; millimetres from the left and the top edge of the page, size in points."""

    page: int
    text: str
    left: float
    right: float
    top: float
    bottom: float
    font: str
    size: float

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True)
class Rule:
    """A horizontal line that was drawn."""

    page: int
    left: float
    right: float
    top: float

    @property
    def length(self) -> float:
        return self.right - self.left


@dataclass(frozen=True)
class Printed:
    """What stands on the pages."""

    sizes: list[tuple[float, float]]
    lines: list[Line]
    rules: list[Rule]

    def line(self, text: str) -> Line:
        """Return the one line that holds the text."""
        found = [line for line in self.lines if text in line.text]
        assert len(found) == 1, f"{text!r} stands on {len(found)} lines"
        return found[0]

    @property
    def pages(self) -> int:
        return len(self.sizes)

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)


def measured(pdf: bytes) -> Printed:
    """Return what stands on the pages of a PDF."""
    lines: list[Line] = []
    rules: list[Rule] = []
    pages = list(extract_pages(BytesIO(pdf), laparams=LAParams(boxes_flow=None)))
    for number, page in enumerate(pages, start=1):
        for item in _all(page):
            if isinstance(item, LTTextLine) and item.get_text().strip():
                lines.append(_line(number, page, item))
            elif isinstance(item, LTLine | LTRect | LTCurve) and item.height < 1.5 and item.width > 20:
                rules.append(Rule(number, item.x0 * POINT, item.x1 * POINT, (page.height - item.y1) * POINT))
    return Printed([(page.width * POINT, page.height * POINT) for page in pages], lines, rules)


def _line(number: int, page: LTPage, item: LTTextLine) -> Line:
    letters = [one for one in item if isinstance(one, LTChar) and one.get_text().strip()]
    return Line(
        page=number,
        text=item.get_text().strip(),
        left=min(one.x0 for one in letters) * POINT,
        right=max(one.x1 for one in letters) * POINT,
        top=(page.height - max(one.y1 for one in letters)) * POINT,
        bottom=(page.height - min(one.y0 for one in letters)) * POINT,
        font=letters[0].fontname.split("+")[-1],
        size=round(max(one.matrix[0] * one.fontsize if hasattr(one, "fontsize") else one.size for one in letters), 1),
    )


def _all(container: LTContainer) -> Iterator[object]:
    for item in container:
        yield item
        if isinstance(item, LTContainer) and not isinstance(item, LTTextLine):
            yield from _all(item)
