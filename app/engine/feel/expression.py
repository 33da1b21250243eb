"""The public face of a parsed expression."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app.engine.feel.evaluator import Evaluator
from app.engine.feel.limits import MAX_STEPS
from app.engine.feel.nodes import Node
from app.engine.feel.values import Value


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression that was parsed once and may be evaluated any number of times, from any thread."""

    text: str
    root: Node = field(repr=False)
    names: frozenset[str]
    """The variables it certainly reads from its context."""
    possible_names: frozenset[str]
    """`names`, and those inside filters that may be entries of the items or variables."""

    def evaluate(self, context: Mapping[str, Any], *, now: datetime | None = None, max_steps: int = MAX_STEPS) -> Value:
        """Return the value for *context*, plain data that is read and never changed.

        *now* must be aware; `now()` and `today()` show it in Vietnamese time and are refused without it.
        Type errors give None. Raise `LimitExceeded` when a bound is hit, `FeelEvaluationError` for a clock
        that is missing or an object in the context that is not plain data.
        """
        return Evaluator(context, now, max_steps).run(self.root)

    def is_true(self, context: Mapping[str, Any], *, now: datetime | None = None) -> bool:
        """Tell whether the value is exactly true; null and everything else is not."""
        return self.evaluate(context, now=now) is True
