"""A person's month: their work on the days that count, with the days off named."""

from datetime import date

import pytest

from app.agenda.month import Month, grid
from app.clock import end_of_day
from app.deadlines.calendar import WorkingCalendar
from tests.reports.rounds import open_round
from tests.support.factories import make_case, make_task


def due(day: date) -> dict[str, object]:
    return {"remind_by": end_of_day(day), "due_at": end_of_day(day), "overdue_after": end_of_day(day)}


@pytest.mark.database
def test_work_stands_on_its_day(writing, people, visit, database):
    with writing():
        make_task(make_case(people.agency, title="Kế hoạch 86"), name="Lập báo cáo", **due(date(2026, 11, 27)))
        make_task(make_case(people.other_agency), name="Việc của xã", **due(date(2026, 11, 27)))
    page = visit(people.focal_point).page("calendar.show")
    assert "Lập báo cáo" in page.one("[id='day-2026-11-27'] + ul").text
    assert "Việc của xã" not in page.text


def test_days_off_are_named(visit, people):
    page = visit(people.focal_point).page("calendar.show", month="2026-11")
    assert "Văn hóa" in page.one("[id='day-2026-11-24']").text


def test_overdue_work_stands_above(writing, people, visit):
    with writing():
        make_task(make_case(people.agency), name="Việc cũ", **due(date(2026, 9, 30)))
    page = visit(people.focal_point).page("calendar.show")
    assert "Quá hạn" in page.text
    assert "Việc cũ" in page.text
    assert "Việc cũ" not in visit(people.focal_point).page("calendar.show", month="2026-12").text


def test_coordinators_see_the_rounds(app, database, people, visit):
    open_round(people)
    assert "Hạn của đợt báo cáo" in visit(people.coordinator).page("calendar.show").text
    assert "Hạn của đợt báo cáo" not in visit(people.focal_point).page("calendar.show").text


def test_months_lead_to_their_neighbours(visit, people):
    page = visit(people.auditor).page("calendar.show", month="2026-12")
    assert [link["href"] for link in page.all("a[rel=prev], a[rel=next]")] == [
        "/calendar?month=2026-11",
        "/calendar?month=2027-01",
    ]


@pytest.mark.parametrize("text", ["", "2026", "2026-13", "26-1", "1999-01", "２０２６-01", "2026-0", "x-y"])
def test_what_names_no_month_is_the_present_one(text):
    assert Month.read(text, date(2026, 11, 20)) == Month(2026, 11)


def test_a_month_is_made_of_whole_weeks():
    weeks = grid(Month(2026, 2), [], WorkingCalendar(), "vi")
    assert [weeks[0][0].day, weeks[-1][-1].day] == [date(2026, 1, 26), date(2026, 3, 1)]
    assert all(len(week) == 7 for week in weeks)
    assert weeks[3][1].named is not None  # Tết


def test_a_month_knows_its_neighbours():
    assert (Month(2026, 12).next, Month(2026, 1).previous) == (Month(2027, 1), Month(2025, 12))
    assert (Month(2028, 2).last, str(Month(2026, 3))) == (date(2028, 2, 29), "2026-03")
