"""Boxes and lines of a drawing, in pixels; y grows downwards."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

Point = tuple[float, float]
Outline = Literal["box", "diamond", "circle"]


@dataclass(frozen=True)
class Box:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height

    @property
    def center(self) -> Point:
        """Its middle."""
        return self.x + self.width / 2, self.y + self.height / 2

    def shrunk(self, by: float) -> "Box":
        """Return the box with a margin taken off on every side."""
        return Box(self.x + by, self.y + by, max(0.0, self.width - 2 * by), max(0.0, self.height - 2 * by))

    def overlaps(self, other: "Box") -> bool:
        """Whether the two share more than an edge."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom

    def contains(self, other: "Box") -> bool:
        """Whether the other lies inside, edges included."""
        across = self.x <= other.x and other.right <= self.right
        return across and self.y <= other.y and other.bottom <= self.bottom

    def is_touched_by(self, line: Sequence[Point]) -> bool:
        """Whether a line of several points runs through the box."""
        return any(self._is_cut(start, end) for start, end in pairwise(line))

    def _is_cut(self, start: Point, end: Point) -> bool:
        """Whether a piece of straight line runs through the box (Liang and Barsky)."""
        first, last = 0.0, 1.0
        for origin, step, low, high in (
            (start[0], end[0] - start[0], self.x, self.right),
            (start[1], end[1] - start[1], self.y, self.bottom),
        ):
            if step == 0:
                if not low < origin < high:
                    return False
                continue
            near, far = sorted(((low - origin) / step, (high - origin) / step))
            first, last = max(first, near), min(last, far)
        return first < last


@dataclass(frozen=True)
class Shape:
    """What is drawn for a node: its box and its outline inside it."""

    id: str
    box: Box
    outline: Outline = "box"

    def meets(self, box: Box) -> bool:
        """Whether the outline reaches into the box."""
        if not self.box.overlaps(box):
            return False
        if self.outline == "box":
            return True
        x, y = self.box.center
        across = abs(min(max(x, box.x), box.right) - x) / (self.box.width / 2)
        down = abs(min(max(y, box.y), box.bottom) - y) / (self.box.height / 2)
        return across + down < 1 if self.outline == "diamond" else across**2 + down**2 < 1

    def is_crossed_by(self, line: Sequence[Point]) -> bool:
        """Whether a line runs through it, not only past its corners."""
        margin = 1.0 if self.outline == "box" else min(self.box.width, self.box.height) / 4
        return self.box.shrunk(margin).is_touched_by(line)


@dataclass(frozen=True)
class Edge:
    """What is drawn for a flow."""

    id: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Label:
    """A text beside its element: where it is drawn, and the box that was left for it."""

    id: str
    text: str
    drawn: Box
    room: Box


def pairs(items: Sequence[Shape]) -> Iterator[tuple[Shape, Shape]]:
    """Yield every two of the shapes once."""
    for number, one in enumerate(items):
        for other in items[number + 1 :]:
            yield one, other
