"""What can go wrong with an expression, in both languages."""


class FeelSyntaxError(Exception):
    """The text is not an expression of the documented subset.

    `line` and `column` count from 1 within the expression's own text.
    """

    def __init__(self, message_en: str, message_vi: str, line: int = 1, column: int = 1) -> None:
        super().__init__(f"{message_en} (line {line}, column {column})")
        self.message_en = message_en
        self.message_vi = message_vi
        self.line = line
        self.column = column


class FeelEvaluationError(Exception):
    """An expression cannot be evaluated with what it was given (type errors are null instead)."""

    def __init__(self, message_en: str, message_vi: str) -> None:
        super().__init__(message_en)
        self.message_en = message_en
        self.message_vi = message_vi


class LimitExceeded(FeelEvaluationError):
    """An evaluation was stopped because it grew too long, too large or too deep."""
