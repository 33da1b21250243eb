"""Bounds on what one evaluation may cost, so that no expression can stall or exhaust the server."""

from app.engine.feel.errors import LimitExceeded

MAX_TEXT = 2_000
"""Characters of one expression."""

MAX_DEPTH = 100
"""Levels of nesting in an expression, and in any value it reads or makes."""

MAX_STEPS = 20_000
"""Steps of one evaluation; a step is one node evaluated or one list item handled."""

MAX_STRING = 10_000
"""Characters of a string that an expression makes (strings it only reads may be longer)."""

MAX_NUMBER_EXPONENT = 308
"""Numbers stay below 10 to this power, as they do in a browser."""

CHARACTERS_PER_STEP = 64


class Budget:
    """Count down the steps that an evaluation has left."""

    __slots__ = ("left",)

    def __init__(self, steps: int = MAX_STEPS) -> None:
        self.left = steps

    def spend(self, steps: int) -> None:
        """Take *steps* off, or raise `LimitExceeded` when they are not there."""
        self.left -= steps
        if self.left < 0:
            raise LimitExceeded(
                "The expression takes too many steps.",
                "Biểu thức cần quá nhiều bước tính.",
            )

    def spend_length(self, length: int) -> None:
        """Charge for a string of *length* characters about to be made or searched."""
        if length > MAX_STRING:
            raise LimitExceeded(
                f"A text in the expression is longer than {MAX_STRING} characters.",
                f"Một chuỗi trong biểu thức dài quá {MAX_STRING} ký tự.",
            )
        self.spend(1 + length // CHARACTERS_PER_STEP)

    def spend_text(self, text: str) -> str:
        """Charge for a string that was made, and return it."""
        self.spend_length(len(text))
        return text


def too_deep() -> LimitExceeded:
    """Say that a value is nested beyond `MAX_DEPTH`."""
    return LimitExceeded(
        f"A value in the expression is nested more than {MAX_DEPTH} levels deep.",
        f"Một giá trị trong biểu thức lồng quá {MAX_DEPTH} tầng.",
    )


def too_large() -> LimitExceeded:
    """Say that a number or a date leaves the range that is kept."""
    return LimitExceeded(
        "A number or date in the expression is out of range.",
        "Một số hoặc ngày trong biểu thức vượt ngoài phạm vi cho phép.",
    )
