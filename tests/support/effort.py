"""What an action costs, told in lines and not in seconds: the same on every machine, however busy it is."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

MOST_LINES = 600_000  # for what anybody may send: the largest diagram takes 250,000, the longest expression 450,000


def effort_of(action: Callable[[], Any]) -> int:
    """Return how many lines of Python the action runs on this thread, each round of a loop counted.

    What is loaded or compiled at the first time of all is not counted: the action is done once before. What a single
    function of C does meanwhile is not seen; whether that ends at all is what the suite's time limit is for.
    """
    action()
    lines = 0

    def count(_frame: FrameType, event: str, _arg: object) -> Any:
        nonlocal lines
        lines += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        action()
    finally:
        sys.settrace(before)
    return lines
