"""How dates, numbers and sizes are written: Vietnamese by decree, English beside it."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from flask_babel import format_decimal
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext as _lp

from app.clock import LOCAL, local_date, utc_now

WEEKDAYS = (
    _l("Monday"),
    _l("Tuesday"),
    _l("Wednesday"),
    _l("Thursday"),
    _l("Friday"),
    _l("Saturday"),
    _l("Sunday"),
)
# Vietnamese writes weekdays in lower case inside a sentence: "hạn nộp: thứ Sáu, 27/11/2026".
WEEKDAYS_WITHIN = (
    _lp("within a sentence", "Monday"),
    _lp("within a sentence", "Tuesday"),
    _lp("within a sentence", "Wednesday"),
    _lp("within a sentence", "Thursday"),
    _lp("within a sentence", "Friday"),
    _lp("within a sentence", "Saturday"),
    _lp("within a sentence", "Sunday"),
)
KILOBYTE = 1024


def _day(value: date | datetime) -> date:
    """Return the day of a date or, in Viet Nam, of an instant."""
    return local_date(value) if isinstance(value, datetime) else value


def day_month(value: date | datetime) -> str:
    """Write day and month; only days below 10 and the months 1 and 2 take a zero (Decree 30/2020/NĐ-CP, annex I)."""
    day = _day(value)
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)
    return f"{day.day:02}/{month}"


def date_short(value: date | datetime) -> str:
    """Write a date without its weekday: 06/5/2026, 05/02/2026."""
    return f"{day_month(value)}/{_day(value).year}"


def day_near(value: date | datetime, now: datetime | None = None) -> str:
    """Write day and month of something that is behind: 20/11; of another year with the year, 20/11/2026."""
    return day_month(value) if _day(value).year == local_date(now or utc_now()).year else date_short(value)


def date_vi(value: date | datetime, within: bool = False) -> str:
    """Write a date with its weekday: Thứ Sáu, 27/11/2026; `within` a sentence: thứ Sáu, 27/11/2026."""
    names = WEEKDAYS_WITHIN if within else WEEKDAYS
    return f"{names[_day(value).weekday()]}, {date_short(value)}"


def lower_first(words: object) -> str:
    """Write words that began a sentence as they stand inside one: thứ Sáu, thủ trưởng cơ quan."""
    text = str(words)
    return text[:1].lower() + text[1:]


def time_vi(value: datetime) -> str:
    """Write the hour and minute in Viet Nam: 08:01."""
    return f"{value.astimezone(LOCAL):%H:%M}"


def datetime_vi(value: datetime) -> str:
    """Write a moment without its weekday: 19/11/2026 08:01."""
    return f"{date_short(value)} {time_vi(value)}"


def moment(value: datetime, now: datetime | None = None) -> str:
    """Write a moment of a history: Hôm nay 08:01, or Thứ Tư, 18/11/2026 16:40."""
    if local_date(value) == local_date(now or utc_now()):
        return _("Today %(time)s", time=time_vi(value))
    return f"{date_vi(value)} {time_vi(value)}"


def number(value: Any, decimals: int = 2) -> str:
    """Write a number with the separators of the language: 1.234,5 in Vietnamese."""
    return format_decimal(round(value, decimals))


def file_size(size: int) -> str:
    """Write a size in bytes as people read it: 418 KB, 2,1 MB."""
    if size < KILOBYTE**2:
        return f"{max(1, round(size / KILOBYTE))} KB"
    return f"{number(size / KILOBYTE**2, 1)} MB"


FILTERS: Mapping[str, Callable[..., str]] = {
    "date_short": date_short,
    "date_vi": date_vi,
    "datetime_vi": datetime_vi,
    "day_month": day_month,
    "day_near": day_near,
    "file_size": file_size,
    "moment": moment,
    "number": number,
    "time_vi": time_vi,
}
