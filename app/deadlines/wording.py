"""How days are written, and how far off a deadline is, as data that pages and mails put into words.

Weekday, comma, day/month/year; days below 10 and the months 1 and 2 take a zero, the other months do not
(Decree 30/2020/NĐ-CP, annex I).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

WEEKDAYS: Mapping[str, tuple[str, ...]] = {
    "vi": ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
SOON = 5  # working days left from which a deadline is near


class Counts(Protocol):
    """What is needed of a calendar to say how far off a day is."""

    def working_days_between(self, start: date, end: date) -> int:
        """Count the working days after `start` up to and including `end`."""


class Nearness(StrEnum):
    """How near a deadline is."""

    unset = "unset"
    ahead = "ahead"
    soon = "soon"
    today = "today"
    overdue = "overdue"


@dataclass(frozen=True)
class Standing:
    """How a deadline stands; `working_days` are those left, not counting today, or those it was missed by."""

    nearness: Nearness
    day: date | None = None  # the day that counts now
    working_days: int = 0


def standing(remind_by: date | None, overdue_after: date | None, today: date, calendar: Counts) -> Standing:
    """Say how a deadline stands on `today`.

    Until `remind_by` that day counts; then the last lawful day, `overdue_after`; past that it is overdue.
    """
    if remind_by is None or overdue_after is None:
        return Standing(Nearness.unset)
    if today > overdue_after:
        return Standing(Nearness.overdue, overdue_after, calendar.working_days_between(overdue_after, today))
    day = remind_by if today <= remind_by else overdue_after
    left = calendar.working_days_between(today, day)
    if day == today:
        return Standing(Nearness.today, day)
    return Standing(Nearness.soon if left <= SOON else Nearness.ahead, day, left)


def in_figures(count: int) -> str:
    """Write a count of days as Vietnamese does: 1.023."""
    return f"{count:,}".replace(",", ".")


def day_month(day: date) -> str:
    """Write day and month: 27/11, 06/5, 05/02."""
    return f"{day.day:02}/{day.month:02}" if day.month <= 2 else f"{day.day:02}/{day.month}"


def short_date(day: date) -> str:
    """Write a date without its weekday: 27/11/2026."""
    return f"{day_month(day)}/{day.year}"


def long_date(day: date, language: str = "vi", *, within: bool = False) -> str:
    """Write a date with its weekday: "Thứ Sáu, 27/11/2026"; `within` a sentence "thứ Sáu, 27/11/2026"."""
    weekday = WEEKDAYS[language][day.weekday()]
    if within and language == "vi" and day.weekday() < len(WEEKDAYS["vi"]) - 1:
        weekday = weekday[0].lower() + weekday[1:]
    return f"{weekday}, {short_date(day)}"
