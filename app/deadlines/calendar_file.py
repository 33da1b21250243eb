"""The province's own days as a JSON file: a list of {"day", "works", "name", "source", "known_on"}."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from app.deadlines.calendar import DayOff, WorkingCalendar, Works
from app.deadlines.inputs import BadInput, read_day

_TEXTS: Final = ("name", "source")
_KEYS: Final = ("day", "works", *_TEXTS, "known_on")


def read_calendar(given: object) -> WorkingCalendar:
    """Return the country's calendar with the listed days on top. Raise BadInput, naming the entry, from 1.

    `works` false is a day off, true a day worked instead. `name` is needed; `source` is the document that ordered it
    and `known_on` the day it became known: both may be left out, neither changes what is computed.
    """
    if not isinstance(given, list):
        raise BadInput(
            'Tệp lịch phải là một danh sách JSON các ngày, ví dụ [{"day": "2026-01-02", "works": false, "name": "…"}].',
            'The calendar is a JSON list of days, for example [{"day": "2026-01-02", "works": false, "name": "…"}].',
        )
    days: dict[date, DayOff | Works] = {}
    for number, entry in enumerate(given, 1):
        day, meaning = _entry(entry, number)
        if day in days:
            raise _wrong(number, f"ngày {day} đã có ở mục trước", f"{day} stands in an earlier entry")
        days[day] = meaning
    return WorkingCalendar(days)


def _entry(entry: object, number: int) -> tuple[date, DayOff | Works]:
    if not isinstance(entry, Mapping) or not set(entry) <= set(_KEYS):
        known = ", ".join(_KEYS)
        raise _wrong(number, f"phải là một đối tượng chỉ gồm {known}", f"is an object of nothing but {known}")
    texts = [entry.get(name, "") for name in _TEXTS]
    if not all(isinstance(text, str) and text.isprintable() for text in texts) or not texts[0]:
        raise _wrong(
            number,
            "cần name (và source nếu có) là một dòng chữ",
            "needs a name, and source if any, as one line of text",
        )
    works = entry.get("works")
    if not isinstance(works, bool):
        raise _wrong(number, "works phải là true hoặc false", "works must be true or false")
    if "known_on" in entry:
        read_day(str(entry["known_on"]), f"Lịch, mục {number}, known_on")
    day = read_day(str(entry.get("day", "")), f"Lịch, mục {number}, day")
    return day, (Works if works else DayOff)(*texts)


def _wrong(number: int, vi: str, en: str) -> BadInput:
    return BadInput(f"Lịch, mục {number}: {vi}.", f"Calendar, entry {number}: {en}.")
