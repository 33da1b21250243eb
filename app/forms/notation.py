"""Numbers, dates and times as people in Viet Nam write them, and back.

Numbers: full stop or space between thousands, comma before decimals. "120.5" is refused rather than guessed:
read as Vietnamese it would be a mistyped 1205.
"""

import calendar
import re
from datetime import date, datetime, time
from decimal import Decimal
from typing import Final

from app.clock import LOCAL
from app.forms.problems import problem

_NUMBER: Final = re.compile(r"[-−–]?(?:\d{1,3}(?:([. \u00a0\u202f])\d{3})(?:\1\d{3})*|\d+)(?:,\d+)?", re.ASCII)
_DAY_FIRST: Final = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})", re.ASCII)
_ISO_DATE: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_TIME: Final = re.compile(r"(\d{1,2})(?:\s*[:hg]\s*|\s+giờ\s*)(\d{2})?(?::\d{2})?(?:\s*phút)?", re.ASCII)
_FIRST_YEAR: Final = 1900
_LAST_YEAR: Final = 2100


def read_number(text: str) -> Decimal | None:
    """Read "1.234,5" as 1234.5; None when it is not a number in this notation."""
    if not _NUMBER.fullmatch(text):
        return None
    plain = re.sub(r"[. \u00a0\u202f]", "", text).replace(",", ".")
    return Decimal(re.sub("^[−–]", "-", plain))


def write_number(number: Decimal | float, digits: int | None = None) -> str:
    """Write 1234.5 as "1.234,5", with exactly ``digits`` decimal places if given."""
    exact = Decimal(str(number))
    text = f"{exact:,.{digits}f}" if digits is not None else f"{exact.normalize():,f}"
    return text.translate(str.maketrans(",.", ".,"))


def read_date(text: str) -> date:
    """Read dd/mm/yyyy or ISO; raises a problem that says what is wrong with it."""
    if iso := _ISO_DATE.fullmatch(text):
        year, month, day = map(int, iso.groups())
    elif written := _DAY_FIRST.fullmatch(text):
        day, month, year = map(int, written.groups())
    else:
        raise problem("date", given=text)
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise problem("year", first=_FIRST_YEAR, last=_LAST_YEAR, given=text)
    if not 1 <= month <= 12:
        raise problem("no_such_month", month=month)
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        code = "no_such_february" if month == 2 else "no_such_day"
        raise problem(code, day=day, month=month, year=year, last=last)
    return date(year, month, day)


def read_time(text: str) -> time:
    """Read 08:30, 8h30, 8 giờ 30; to the minute."""
    found = _TIME.fullmatch(text.lower())
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (24, 0)
    if hour > 23 or minute > 59:
        raise problem("time", given=text)
    return time(hour, minute)


def read_moment(text: str) -> datetime:
    """Read "27/11/2026 08:30" as Vietnamese time, or ISO 8601 with or without an offset; to the minute."""
    day, _, clock = text.replace("T", " ", 1).partition(" ")
    if not day or not clock.strip():
        raise problem("moment", given=text)
    if _ISO_DATE.fullmatch(day):
        read_date(day)
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            raise problem("moment", given=text) from None
        local = moment if moment.tzinfo else moment.replace(tzinfo=LOCAL)
        return local.astimezone(LOCAL).replace(second=0, microsecond=0)
    return datetime.combine(read_date(day), read_time(clock.strip()), LOCAL)


def write_date(day: date) -> str:
    """Write a day as it stands in forms: dd/mm/yyyy."""
    return f"{day:%d/%m/%Y}"
