"""Decisions: tables and single expressions, evaluated with our own FEEL, under every hit policy of DMN."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.engine.environment import evaluate, holds, parsed
from app.engine.errors import EngineError

SINGLE_HIT = frozenset({"UNIQUE", "ANY", "FIRST", "PRIORITY"})
ORDERED = frozenset({"PRIORITY", "OUTPUT ORDER"})
HIT_POLICIES = SINGLE_HIT | {"COLLECT", "RULE ORDER", "OUTPUT ORDER"}
AGGREGATIONS: dict[str, Callable[[list[Any]], Any]] = {"SUM": sum, "MIN": min, "MAX": max, "COUNT": len}

Values = tuple[Any, ...]


@dataclass(frozen=True)
class Decision:
    """A decision table; one without outputs' names is a single expression, kept as its only rule.

    Every text is FEEL with its equals sign. A rule is its condition and the expressions of its outputs;
    `default` those of the outputs where no rule matches (empty: null). `listed` has, for each output, the list
    of the values it may take, the most important first (None: any); `domains` what the inputs must meet.
    """

    id: str
    policy: str
    aggregation: str | None
    outputs: tuple[str, ...]
    rules: tuple[tuple[str, tuple[str, ...]], ...]
    default: tuple[str, ...] = ()
    listed: tuple[str | None, ...] = ()
    domains: tuple[str, ...] = ()

    def variables(self) -> frozenset[str]:
        """Return the variables its expressions read, without `case`."""
        texts = [text for condition, values in self.rules for text in (condition, *values)]
        texts += [*self.default, *self.domains]
        return frozenset(name for text in texts for name in parsed(text).possible_names) - {"case"}

    def decide(self, context: Mapping[str, Any], now: datetime) -> Any:
        """Return what the decision gives in `context`: a value, a context of several outputs, or a list.

        Raise EngineError for an input or output outside its listed values, for rules that contradict one
        another under UNIQUE or ANY, and for what cannot be aggregated.
        """
        self._refuse_unlisted_inputs(context, now)
        hits = self._hits(context, now)
        if self.policy in ORDERED:
            hits.sort(key=lambda values: self._ranks(values, now))
        if self.policy in SINGLE_HIT:
            return self._single(hits, context, now)
        return self._collected([self._shaped(values) for values in hits])

    def _hits(self, context: Mapping[str, Any], now: datetime) -> list[Values]:
        hits: list[Values] = []
        for condition, expressions in self.rules:
            if holds(condition, context, now):
                hits.append(self._evaluated(expressions, context, now))
                if self.policy == "FIRST":
                    break
        return hits

    def _evaluated(self, expressions: tuple[str, ...], context: Mapping[str, Any], now: datetime) -> Values:
        values = tuple(evaluate(text, context, now) for text in expressions)
        self._ranks(values, now)
        return values

    def _ranks(self, values: Values, now: datetime) -> tuple[int, ...]:
        """Return where each value stands in the list of its output, the most important first."""
        return tuple(
            self._rank(value, evaluate(listed, {}, now))
            for value, listed in zip(values, self.listed, strict=False)
            if listed is not None
        )

    def _rank(self, value: Any, listed: list[Any]) -> int:
        for rank, known in enumerate(listed):
            if type(known) is type(value) and known == value:
                return rank
        raise EngineError(f"The decision {self.id!r} gives {value!r}, which is not among its output values")

    def _refuse_unlisted_inputs(self, context: Mapping[str, Any], now: datetime) -> None:
        for domain in self.domains:
            if not holds(domain, context, now):
                raise EngineError(f"The decision {self.id!r} is not made for this input: {domain} does not hold")

    def _single(self, hits: list[Values], context: Mapping[str, Any], now: datetime) -> Any:
        if not hits:
            return self._shaped(self._evaluated(self.default, context, now)) if self.default else None
        agreed = self.policy == "ANY" and all(hit == hits[0] for hit in hits)
        if len(hits) > 1 and self.policy != "PRIORITY" and not agreed:
            raise EngineError(f"{len(hits)} rules of the decision {self.id!r} match; its policy is {self.policy}")
        return self._shaped(hits[0])

    def _shaped(self, values: Values) -> Any:
        return dict(zip(self.outputs, values, strict=True)) if len(values) > 1 else values[0]

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
    restored: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in content.items()
    }
    restored["rules"] = tuple((condition, tuple(values)) for condition, values in content["rules"])
    return Decision(**restored)
