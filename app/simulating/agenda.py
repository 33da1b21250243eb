"""The virtual clock: what happens next, and at which moment."""

import heapq
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import count

Doing = Callable[[datetime], None]


class Agenda:
    """What will happen, in the order of its moments; at the same moment by name, then as it was put down."""

    def __init__(self) -> None:
        self._waiting: list[tuple[datetime, str, int, Doing]] = []
        self._numbers = count()

    def put(self, at: datetime, do: Doing, name: str = "") -> None:
        """Put something down for a moment; what people do has a name, whatever the order in which they came to it."""
        heapq.heappush(self._waiting, (at, name, next(self._numbers), do))

    def until(self, end: datetime) -> Iterator[tuple[datetime, Doing]]:
        """Yield what happens before `end`, also what is put down meanwhile."""
        while self._waiting and self._waiting[0][0] < end:
            at, _, _, do = heapq.heappop(self._waiting)
            yield at, do
