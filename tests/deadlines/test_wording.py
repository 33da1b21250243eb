"""How days and distances are written."""

from datetime import date

import pytest

from app.deadlines.calendar import WorkingCalendar
from app.deadlines.wording import Nearness, Standing, long_date, short_date, standing

CALENDAR = WorkingCalendar()
REMIND_BY, OVERDUE_AFTER = date(2026, 11, 27), date(2026, 11, 30)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2026-11-18", Standing(Nearness.ahead, REMIND_BY, 6)),
        ("2026-11-20", Standing(Nearness.soon, REMIND_BY, 4)),
        ("2026-11-27", Standing(Nearness.today, REMIND_BY, 0)),
        ("2026-11-28", Standing(Nearness.soon, OVERDUE_AFTER, 1)),  # not overdue before the last lawful day
        ("2026-11-30", Standing(Nearness.today, OVERDUE_AFTER, 0)),
        ("2026-12-02", Standing(Nearness.overdue, OVERDUE_AFTER, 2)),
    ],
)
def test_how_a_deadline_stands(today, expected):
    assert standing(REMIND_BY, OVERDUE_AFTER, date.fromisoformat(today), CALENDAR) == expected


def test_no_deadline_is_not_near():
    assert standing(None, None, REMIND_BY, CALENDAR) == Standing(Nearness.unset)


@pytest.mark.parametrize(
    ("day", "written"), [("2026-05-06", "06/5/2026"), ("2026-02-05", "05/02/2026"), ("2026-11-27", "27/11/2026")]
)
def test_zeros_are_written_as_the_decree_says(day, written):
    assert short_date(date.fromisoformat(day)) == written


def test_weekdays_are_lower_case_within_a_vietnamese_sentence_only():
    friday, sunday = date(2026, 11, 27), date(2026, 11, 29)
    assert long_date(friday) == "Thứ Sáu, 27/11/2026"
    assert long_date(friday, within=True) == "thứ Sáu, 27/11/2026"
    assert long_date(sunday, within=True) == "Chủ nhật, 29/11/2026"
    assert long_date(friday, "en", within=True) == "Friday, 27/11/2026"
