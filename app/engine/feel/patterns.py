"""Regular expressions, run by RE2: its time grows with the text only, whatever the pattern."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import re2  # type: ignore[import-untyped]  # no stubs exist

from app.engine.feel.limits import Budget
from app.engine.feel.values import Value

_COMPILE_STEPS = 400
_MAX_PATTERN = 1_000
_MAX_MEMORY = 1 << 20
_WORK_PER_STEP = 200
_FLAGS = frozenset("smi")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled regular expression that charges a budget for its use."""

    compiled: Any
    budget: Budget

    @classmethod
    def compile(cls, pattern: str, flags: str, budget: Budget) -> "Pattern | None":
        """Compile *pattern* with the flags s, m and i; None if it is not one that RE2 accepts."""
        budget.spend(_COMPILE_STEPS)
        compiled = compile_pattern(pattern, flags)
        return cls(compiled, budget) if compiled else None

    def occurs_in(self, text: str) -> bool:
        """Tell whether there is a match anywhere in *text*."""
        text = self._afford(text)
        with self._charging():
            return self.compiled.search(text) is not None

    def replace(self, text: str, replacement: str) -> str:
        """Replace every match, expanding `$1`, `$0`, `$&` and `$$` in *replacement*."""
        text = self._afford(text)
        parts, done = [], 0
        for match in self._matches(text):
            parts += [text[done : match.start()], self.budget.spend_text(_expand(replacement, match))]
            done = match.end()
            self.budget.spend_length(sum(map(len, parts[-2:])))
        return self.budget.spend_text("".join([*parts, text[done:]]))

    def split(self, text: str) -> list[Value]:
        """Split *text* at every match; groups of the pattern become items of the list."""
        text = self._afford(text)
        parts: list[Value] = []
        done = 0
        for match in self._matches(text):
            if match.start() >= len(text) or match.end() == done:
                continue
            parts += [text[done : match.start()], *match.groups()]
            done = match.end()
        if not text and self.compiled.search(text):
            return []
        return [*parts, text[done:]]

    def _matches(self, text: str) -> Iterator[Any]:
        matches = self.compiled.finditer(text)
        while True:
            with self._charging():
                match = next(matches, None)
            if match is None:
                return
            yield match

    def _afford(self, text: str) -> str:
        """Charge for the worst search there can be: every character against the whole compiled pattern."""
        self.budget.spend_length(len(text))
        self.budget.spend(len(text) * self.compiled.programsize // _WORK_PER_STEP)
        return _whole_characters(text)

    @contextmanager
    def _charging(self) -> Iterator[None]:
        """Charge four steps a microsecond: what a search costs cannot be told from its pattern beforehand."""
        started = time.thread_time_ns()
        yield
        self.budget.spend(1 + (time.thread_time_ns() - started) // 250)


@lru_cache(maxsize=256)
def compile_pattern(pattern: str, flags: str) -> Any | None:
    """Compile with RE2, or return None for a pattern or flag it does not take."""
    if not _FLAGS.issuperset(flags) or len(pattern) > _MAX_PATTERN:
        return None
    options = re2.Options()
    options.max_mem = _MAX_MEMORY
    options.log_errors = False
    try:
        return re2.compile(_whole_characters(f"(?{flags}){pattern}" if flags else pattern), options)
    except re2.error:
        return None


def _whole_characters(text: str) -> str:
    """Replace halves of characters, which RE2 cannot take, by question marks."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _expand(replacement: str, match: Any) -> str:
    """Fill `$1` … `$99`, `$0`, `$&` and `$$` as a browser does; an unknown group stays as written."""
    head, *rest = replacement.split("$")
    parts, at = [head], 0
    while at < len(rest):
        piece = rest[at]
        if not piece and at + 1 < len(rest):
            parts += ["$", rest[at + 1]]
            at += 2
            continue
        parts.append(_expand_one(piece, match))
        at += 1
    return "".join(parts)


def _expand_one(piece: str, match: Any) -> str:
    if piece[:1] in ("0", "&"):
        return str(match.group()) + piece[1:]
    groups = len(match.groups())
    for width in (2, 1):
        digits = piece[:width]
        if len(digits) == width and digits.isascii() and digits.isdigit() and 0 < int(digits) <= groups:
            return (match.group(int(digits)) or "") + piece[width:]
    return "$" + piece
