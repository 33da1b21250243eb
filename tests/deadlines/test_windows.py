"""The days that the data of a periodic report cover (Decree 09/2019/NĐ-CP, Article 12)."""

from datetime import date
from itertools import pairwise

import pytest

from app.deadlines.limits import Span
from app.deadlines.windows import DataWindow, data_window, yearly_window


@pytest.mark.parametrize(
    ("span", "number", "first", "last"),
    [
        (Span.month, 1, "2025-12-15", "2026-01-14"),
        (Span.month, 11, "2026-10-15", "2026-11-14"),
        (Span.quarter, 1, "2025-12-15", "2026-03-14"),
        (Span.quarter, 4, "2026-09-15", "2026-12-14"),
        (Span.half_year, 1, "2025-12-15", "2026-06-14"),
        (Span.half_year, 2, "2026-06-15", "2026-12-14"),
        (Span.nine_months, 1, "2025-12-15", "2026-09-14"),
        (Span.year, 1, "2025-12-15", "2026-12-14"),
    ],
)
def test_data_close_on_the_14th_of_the_last_month(span, number, first, last):
    assert data_window(span, number, 2026) == DataWindow(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("span", [Span.month, Span.quarter, Span.half_year])
def test_one_window_begins_where_the_last_one_ended(span):
    windows = [data_window(span, number, 2026) for number in range(1, span.in_a_year + 1)]
    for before, after in pairwise(windows):
        assert (after.first - before.last).days == 1


@pytest.mark.parametrize(
    ("day", "month", "until", "first", "last"),
    [
        (15, 11, "2026-11-29", "2025-11-16", "2026-11-15"),
        (15, 11, "2026-11-15", "2025-11-16", "2026-11-15"),
        (14, 12, "2026-11-29", "2024-12-15", "2025-12-14"),  # the decree's, not yet closed this year
        (14, 12, "2027-01-15", "2025-12-15", "2026-12-14"),
        (29, 2, "2028-03-31", "2027-03-01", "2028-02-29"),
        (29, 2, "2029-03-31", "2028-03-01", "2029-02-28"),
        (31, 12, "2027-01-15", "2026-01-01", "2026-12-31"),
    ],
)
def test_a_year_of_data_closes_on_the_duty_s_own_day(day, month, until, first, last):
    window = yearly_window(day, month, date.fromisoformat(until))
    assert window == DataWindow(date.fromisoformat(first), date.fromisoformat(last))
