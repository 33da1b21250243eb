"""The built-in functions, one module a kind; importing this package registers them all."""

from app.engine.feel.builtins import contexts, conversion, lists, numbers, ranges, statistics, strings, temporal
from app.engine.feel.builtins.registry import BUILTINS, Builtin

__all__ = [
    "BUILTINS",
    "Builtin",
    "contexts",
    "conversion",
    "lists",
    "numbers",
    "ranges",
    "statistics",
    "strings",
    "temporal",
]
