"""The only script engine there is: FEEL on plain data. Nothing ever reaches Python's eval or exec."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, NoReturn

from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine
from SpiffWorkflow.bpmn.script_engine.python_environment import BasePythonScriptEngineEnvironment

from app.engine import feel
from app.engine.errors import ExpressionFailed
from app.engine.wording import WORDING

_DUNDER = re.compile(r"__\w")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')


def fault_of(text: str) -> tuple[str, str] | None:
    """Return why `text` (without equals sign) is not accepted, in English and Vietnamese; None if it is.

    Names with two leading underscores are legal FEEL and lead nowhere; nobody writes them with good intent.
    """
    if _DUNDER.search(_STRING.sub("", text)):
        return WORDING["feel-dunder"]
    try:
        feel.parse(text)
    except feel.FeelSyntaxError as error:
        return error.message_en, error.message_vi
    return None


@lru_cache(maxsize=4096)
def parsed(text: str) -> feel.Expression:
    """Return the expression of `text`, which begins with an equals sign; parsed once per process."""
    if not text.startswith("="):
        raise ExpressionFailed(f"Expressions begin with an equals sign: {text[:80]!r}")
    try:
        return feel.parse(text[1:])
    except feel.FeelSyntaxError as error:
        raise ExpressionFailed(f"{text[:80]!r}: {error}") from error


def evaluate(text: str, context: Mapping[str, Any], now: datetime) -> Any:
    """Return the value of `=FEEL` as plain data; raise ExpressionFailed if it cannot be evaluated.

    Whole numbers are int, others Decimal; dates and date-times stay what they are; times and durations are
    their ISO 8601 text.
    """
    try:
        return _plain(parsed(text).evaluate(context, now=now))
    except feel.FeelEvaluationError as error:
        raise ExpressionFailed(f"{text[:80]!r}: {error}") from error


def holds(text: str, context: Mapping[str, Any], now: datetime) -> bool:
    """Tell whether `=FEEL` is true; null and anything that is not a boolean are not."""
    try:
        return parsed(text).is_true(context, now=now)
    except feel.FeelEvaluationError as error:
        raise ExpressionFailed(f"{text[:80]!r}: {error}") from error


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, (str, bool, date)):
        return value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else value
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return feel.to_plain(value)


class _NoPython(BasePythonScriptEngineEnvironment):  # type: ignore[misc]
    """Stands where the library would keep its Python environment, and refuses everything."""

    def evaluate(self, *_: Any, **__: Any) -> NoReturn:
        raise ExpressionFailed("Only FEEL is evaluated")

    def execute(self, *_: Any, **__: Any) -> NoReturn:
        raise ExpressionFailed("Diagrams contain no program code")

    def call_service(self, *_: Any, **__: Any) -> NoReturn:
        raise ExpressionFailed("Handlers are called by the application")


class FeelEngine(PythonScriptEngine):  # type: ignore[misc]
    """Evaluates for one step: `case` is the fresh snapshot, `now` the moment the step happens at."""

    def __init__(self, case: Mapping[str, Any], now: datetime) -> None:
        super().__init__(_NoPython())
        self.case = case
        self.now = now

    def evaluate(self, task: Any, expression: str, external_context: Mapping[str, Any] | None = None) -> Any:
        """Return a value as plain data, seen from `task`."""
        try:
            return evaluate(expression, self._context(task, external_context), self.now)
        except ExpressionFailed as error:
            error.element = task.task_spec.bpmn_id
            raise

    def holds(self, task: Any, expression: str, external_context: Mapping[str, Any] | None = None) -> bool:
        """Tell whether a condition is true, seen from `task`."""
        try:
            return holds(expression, self._context(task, external_context), self.now)
        except ExpressionFailed as error:
            error.element = task.task_spec.bpmn_id
            raise

    def _context(self, task: Any, extra: Mapping[str, Any] | None) -> dict[str, Any]:
        return {**task.data, **(extra or {}), "case": self.case}
