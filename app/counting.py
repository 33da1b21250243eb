"""How sentences tell counts: with the separators of the language, "còn 1.023 ngày làm việc".

Sentences that count (ngettext, in code, pages and letters alike) get their number, `num` or `count`, here, so that
none can forget it. Other sentences cannot tell a count from a year or the number of a case: they are given the count
`in_figures`.
"""

import re
from typing import Any

from flask_babel import Domain, format_decimal

_PLACE = re.compile(r"%\((?:num|count)\)[ds]")
_GROUPED = 1000  # smaller counts have nothing to separate


def in_figures(count: int) -> str:
    """Write a count with the separators of the language: 1.023 in Vietnamese, 1,023 in English."""
    return format_decimal(count)


class _Texts:
    """The texts of one language; those that count come with a large number already in its place."""

    def __init__(self, texts: Any) -> None:
        self._texts = texts

    def __getattr__(self, name: str) -> Any:
        return getattr(self._texts, name)

    def ungettext(self, singular: str, plural: str, num: int) -> str:
        """Return the sentence for so many, its number still to be filled in unless it has separators."""
        sentence: str = self._texts.ungettext(singular, plural, num)
        return sentence if abs(num) < _GROUPED else _PLACE.sub(in_figures(num), sentence)


class CountingTexts(Domain):
    """The catalogue of the application, whose counting sentences write large numbers as the language does."""

    def __init__(self) -> None:
        Domain.__init__(self)

    def get_translations(self) -> Any:
        """Return the texts of the language being spoken."""
        return _Texts(Domain.get_translations(self))
