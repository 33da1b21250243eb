"""The registry of handlers: the Python code behind service tasks, registered by the features that own it."""

import inspect
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

REQUIRED_LINES = ("Needs:", "Sets:", "Errors:")
_LABEL = re.compile(r"\b(Needs|Optional|Sets|Errors):")


@dataclass(frozen=True)
class ServiceCall:
    """What a handler is given: which case and element, the token's variables, and the moment."""

    case_id: int
    element: str
    variables: Mapping[str, Any]
    now: datetime


Handler = Callable[[ServiceCall], Mapping[str, Any] | None]

_handlers: dict[str, Handler] = {}


class UndocumentedHandler(TypeError):
    """A handler without the fixed block in its docstring; the process editor shows that block."""


class BpmnError(Exception):
    """A handler's business error: caught by an error boundary event with this code."""

    def __init__(self, code: str, message: str = "") -> None:
        super().__init__(message or code)
        self.code = code


def handler(name: str) -> Callable[[Handler], Handler]:
    """Register the function as the handler `name`; its docstring says what it needs, sets and raises."""

    def register(function: Handler) -> Handler:
        missing = [line for line in REQUIRED_LINES if line not in (function.__doc__ or "")]
        if missing:
            raise UndocumentedHandler(f"handler {name!r}: its docstring lacks {', '.join(missing)}")
        _handlers[name] = function
        return function

    return register


def get_handler(name: str) -> Handler:
    """Return the handler `name`; raise KeyError when no feature registered one."""
    return _handlers[name]


@dataclass(frozen=True)
class Documentation:
    """What a handler does, and what it needs, sets and raises, as its author wrote it."""

    summary: str
    block: tuple[tuple[str, str], ...]


def documentation_of(name: str) -> Documentation | None:
    """Return what the author of the handler wrote about it; None for a handler that is gone."""
    if name not in _handlers:
        return None
    text = " ".join((inspect.getdoc(_handlers[name]) or "").split())
    summary, *parts = _LABEL.split(text)
    return Documentation(summary.strip(), tuple(zip(parts[::2], (part.strip() for part in parts[1::2]), strict=True)))


def handler_names() -> frozenset[str]:
    """Return the names a diagram may use."""
    return frozenset(_handlers)
