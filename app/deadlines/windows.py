"""Which days the figures of a periodic report cover, apart from when it is due (Decree 09/2019/NĐ-CP, Article 12)."""

from dataclasses import dataclass
from datetime import date

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
