"""Patterns of text fields, run by RE2: its time grows with the text only, whatever the pattern.

As in form-js, a pattern matches anywhere in the value; ``^…$`` describes the whole of it.
"""

from functools import lru_cache
from typing import Any, Final

import re2  # type: ignore[import-untyped]  # no stubs exist

_MAX_PATTERN: Final = 500
_MAX_MEMORY: Final = 1 << 20


def fault_of(pattern: str) -> str | None:
    """Say what is wrong with a pattern, in English; None if it can be used."""
    if len(pattern) > _MAX_PATTERN:
        return f"it is longer than {_MAX_PATTERN} characters"
    try:
        _compiled(pattern)
    except re2.error as error:
        return f"RE2 does not know it ({error})"
    return None


def occurs(pattern: str, value: str) -> bool:
    """Tell whether the pattern matches somewhere in ``value``."""
    return _compiled(pattern).search(value) is not None


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> Any:
    options = re2.Options()
    options.max_mem = _MAX_MEMORY
    options.log_errors = False
    return re2.compile(pattern, options)
