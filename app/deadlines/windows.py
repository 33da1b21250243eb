"""Which days the figures of a report cover, apart from when it is due (Decree 09/2019/NĐ-CP, Article 12)."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from app.deadlines.limits import Span

_CLOSES_ON = 14


@dataclass(frozen=True)
class DataWindow:
    """The first and the last day of the data, both inclusive."""

    first: date
    last: date


def data_window(span: Span, number: int, year: int) -> DataWindow:
    """Return the window of the `number`-th report of its span in `year`.

    It closes on the 14th of the span's last month and opens on the 15th before the span began: a year's report covers
    15/12 of the year before to 14/12.
    """
    last_month = span.months * number
    before = last_month - span.months
    opens = date(year, before, _CLOSES_ON + 1) if before else date(year - 1, 12, _CLOSES_ON + 1)
    return DataWindow(opens, date(year, last_month, _CLOSES_ON))


def yearly_window(day: int, month: int, until: date) -> DataWindow:
    """Return the year of data that closed last, on `day` and `month`, on or before `until`.

    One year begins where the last ended, so that no day is left out. 29/02 is the last of February in a common year.
    """
    closes = next(one for year in (until.year, until.year - 1) if (one := _in(year, month, day)) <= until)
    return DataWindow(_in(closes.year - 1, month, day) + timedelta(days=1), closes)


def _in(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))
