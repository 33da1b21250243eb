"""Where things stand on the strip of a year, in percent of its width."""

from calendar import isleap
from dataclasses import dataclass
from datetime import date

MONTH = 100 / 12
NARROWEST = 5.0  # so that a few words fit
# "plan": a plan task, whose state nobody keeps.
SYMBOLS = {
    "ok": "check-lg",
    "late": "exclamation-triangle-fill",
    "soon": "alarm",
    "mute": "circle",
    "": "play-circle",
    "plan": "journal-check",
}


@dataclass(frozen=True)
class Bar:
    """Something on the strip: from `left` on, `width` wide; `month` is the one it is due in, `look` a class.

    `label` stands in the bar, which may be narrow; `words` say it in full.
    """

    left: float
    width: float
    month: int
    label: str
    words: str
    look: str
    href: str

    @property
    def symbol(self) -> str:
        """The icon that says the same as its colour."""
        return SYMBOLS[self.look]


@dataclass(frozen=True)
class Row:
    """One line of the strip."""

    title: str
    bars: tuple[Bar, ...]


def between(first: date, last: date, year: int, words: str, look: str, href: str) -> Bar:
    """Return a bar from the first day to the last, cut where the year begins and ends."""
    start, end = place(max(first, date(year, 1, 1))), place(min(last, date(year, 12, 31)))
    left = min(start, end - NARROWEST) if end >= NARROWEST else 0.0
    return Bar(round(left, 2), round(max(end - left, NARROWEST), 2), last.month, words, words, look, href)


def at_month(month: int, label: str, words: str, look: str, href: str) -> Bar:
    """Return a bar as wide as its month."""
    return Bar(round((month - 1) * MONTH, 2), round(MONTH, 2), month, label, words, look, href)


def place(day: date) -> float:
    """Return where a day stands: months are all as wide as one another, as their headings are."""
    days = (31, 29 if isleap(day.year) else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[day.month - 1]
    return (day.month - 1 + day.day / days) * MONTH
