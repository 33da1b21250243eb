"""Decisions: tables and single expressions, evaluated with our own FEEL.

Hit policies are UNIQUE, ANY, FIRST and COLLECT (with SUM, MIN, MAX, COUNT).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.engine.environment import evaluate, holds, parsed
from app.engine.errors import EngineError

HIT_POLICIES = frozenset({"UNIQUE", "ANY", "FIRST", "COLLECT"})
AGGREGATIONS: dict[str, Callable[[list[Any]], Any]] = {"SUM": sum, "MIN": min, "MAX": max, "COUNT": len}


@dataclass(frozen=True)
class Decision:
    """A decision table; one without outputs' names is a single expression, kept as its only rule.

    A rule is its condition (FEEL with equals sign) and the expressions of its outputs.
    """

    id: str
    policy: str
    aggregation: str | None
    outputs: tuple[str, ...]
    rules: tuple[tuple[str, tuple[str, ...]], ...]

    def variables(self) -> frozenset[str]:
        """Return the variables its expressions read, without `case`."""
        texts = [text for condition, values in self.rules for text in (condition, *values)]
        return frozenset(name for text in texts for name in parsed(text).possible_names) - {"case"}

    def decide(self, context: Mapping[str, Any], now: datetime) -> Any:
        """Return what the decision gives in `context`: a value, a context of several outputs, or a list."""
        hits = []
        for condition, values in self.rules:
            if holds(condition, context, now):
                found = [evaluate(value, context, now) for value in values]
                hits.append(dict(zip(self.outputs, found, strict=True)) if len(found) > 1 else found[0])
                if self.policy == "FIRST":
                    break
        return self._collected(hits) if self.policy == "COLLECT" else self._single(hits)

    def _single(self, hits: list[Any]) -> Any:
        if len(hits) > 1 and not (self.policy == "ANY" and all(hit == hits[0] for hit in hits)):
            raise EngineError(f"{len(hits)} rules of the decision {self.id!r} match; its policy is {self.policy}")
        return hits[0] if hits else None

    def _collected(self, hits: list[Any]) -> Any:
        if self.aggregation is None:
            return hits
        if not hits and self.aggregation != "COUNT":
            return None
        try:
            return AGGREGATIONS[self.aggregation](hits)
        except TypeError as error:
            raise EngineError(f"The decision {self.id!r} cannot be summed up: {hits!r}") from error


def decision_from(content: Mapping[str, Any]) -> Decision:
    """Restore a decision from its stored form."""
    rules = tuple((condition, tuple(values)) for condition, values in content["rules"])
    return Decision(**{**content, "outputs": tuple(content["outputs"]), "rules": rules})
