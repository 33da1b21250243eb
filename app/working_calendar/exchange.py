"""The province's table as the JSON list that `app.deadlines.calendar_file` reads, out and in.

Days of one name, document and day of becoming known are one decision, as a swap is.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.deadlines.calendar_file import read_calendar
from app.deadlines.inputs import BadInput
from app.extensions import db
from app.organisation.models import CalendarChange, CalendarDay, ChangeKind
from app.organisation.roles import SYSTEM
from app.working_calendar.orders import Order, holder_of
from app.working_calendar.service import enter


def exported() -> list[dict[str, Any]]:
    """Return the days that count at present, in order."""
    rows = db.session.scalars(
        select(CalendarDay)
        .options(joinedload(CalendarDay.change))
        .where(CalendarDay.withdrawn_at.is_(None))
        .order_by(CalendarDay.day)
    )
    return [
        {
            "day": row.day.isoformat(),
            "works": row.works,
            "name": row.change.name,
            "source": row.change.source,
            "known_on": row.change.known_on.isoformat(),
        }
        for row in rows
    ]


def enter_next(given: object, today: date, now: datetime) -> CalendarChange | None:
    """Enter the earliest decision of a list that is new, and return it; None when there is none left.

    A day that stands in the table as the file has it is passed over; one that stands otherwise is refused. Raises
    BadInput and what entering raises.
    """
    read_calendar(given)  # names what is wrong with the file
    entries = sorted((entry for entry in _listed(given) if _is_new(entry)), key=_decision)
    if not entries:
        return None
    _, days = next(groupby(entries, key=_decision))
    return enter(_order(list(days), today), actor=SYSTEM, now=now)


def _listed(given: object) -> list[Mapping[str, Any]]:
    return list(given) if isinstance(given, list) else []


def _decision(entry: Mapping[str, Any]) -> tuple[str, str, str]:
    return entry.get("known_on") or "", entry.get("source") or "", entry["name"]


def _is_new(entry: Mapping[str, Any]) -> bool:
    day = date.fromisoformat(entry["day"])
    held_by = holder_of(day)
    if held_by is None:
        return True
    works = next(row.works for row in held_by.days if row.day == day)
    if (works, held_by.name, held_by.source) != (entry["works"], entry["name"], entry.get("source") or ""):
        raise BadInput(
            f"Ngày {day} đã có trong lịch của tỉnh theo quyết định khác ({held_by.name}); hãy rút quyết định đó trước.",
            f"{day} is in the province's calendar by another decision ({held_by.name}); withdraw that one first.",
        )
    return False


def _order(entries: Sequence[Mapping[str, Any]], today: date) -> Order:
    off = tuple(sorted(date.fromisoformat(entry["day"]) for entry in entries if not entry["works"]))
    worked = tuple(sorted(date.fromisoformat(entry["day"]) for entry in entries if entry["works"]))
    known_on = entries[0].get("known_on")
    return Order(
        kind=_kind(off, worked),
        name=entries[0]["name"],
        off=off,
        worked=worked,
        document_number="",
        document_date=None,
        issuer="",
        known_on=date.fromisoformat(known_on) if known_on else today,
        cited=entries[0].get("source") or "",
    )


def _kind(off: Sequence[date], worked: Sequence[date]) -> ChangeKind:
    if off and worked:
        return ChangeKind.swap
    if worked:
        return ChangeKind.worked
    return ChangeKind.day_off if len(off) == 1 else ChangeKind.range
