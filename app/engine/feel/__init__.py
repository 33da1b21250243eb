"""FEEL, the expression language of DMN: a safe interpreter of the subset in docs/feel.md.

Every expression in a diagram, decision table or form is read here and nowhere else; none ever reaches Python.
"""

from app.engine.feel.durations import YearsMonths
from app.engine.feel.errors import FeelEvaluationError, FeelSyntaxError, LimitExceeded
from app.engine.feel.expression import Expression
from app.engine.feel.parser import parse
from app.engine.feel.values import Range, to_plain

__all__ = [
    "Expression",
    "FeelEvaluationError",
    "FeelSyntaxError",
    "LimitExceeded",
    "Range",
    "YearsMonths",
    "parse",
    "to_plain",
]
