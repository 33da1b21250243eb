"""The live annex: which day of a date counts now, and which rows a person wants to see."""

from datetime import date

import pytest

from app.deadlines.calendar import WorkingCalendar
from app.plans.annex import Wish, grouped, last_day, lines_of, matching, why
from app.plans.models import Part, PlanTask, PlanTaskAgency

TODAY = date(2026, 11, 20)


def a_task(content: str = "Kiểm tra cột đo", **values) -> PlanTask:
    defaults = {"due_kind": "by_date", "due_is_exclusive": False, "review": "[]", "group_path": "[]", "number": "1"}
    return PlanTask(content=content, **{**defaults, **values})


@pytest.mark.parametrize(
    ("values", "day"),
    [
        ({"first_due": date(2026, 11, 30)}, date(2026, 11, 30)),
        ({"first_due": date(2026, 11, 30), "due_is_exclusive": True}, date(2026, 11, 29)),
        ({"first_due": date(2025, 6, 30)}, date(2025, 6, 30)),
        ({"first_due": None}, None),
    ],
)
def test_a_date_counts_until_the_last_day_that_keeps_it(values, day):
    assert last_day(a_task(**values), TODAY) == day


@pytest.mark.parametrize(
    ("first", "until", "day"),
    [
        (date(2024, 12, 31), None, date(2026, 12, 31)),
        (date(2024, 6, 30), None, date(2027, 6, 30)),
        (date(2024, 6, 30), 2025, date(2025, 6, 30)),
        (date(2024, 2, 29), None, date(2027, 2, 28)),
    ],
)
def test_of_a_yearly_series_the_next_date_counts_while_it_runs(first, until, day):
    assert last_day(a_task(first_due=first, due_kind="every_year", due_from=2024, due_to=until), TODAY) == day


def test_words_are_found_without_marks_in_content_and_names():
    task = a_task(parts=[PlanTaskAgency(part=Part.lead, name="Sở Công Thương")])
    lines = lines_of([task, a_task("Đào tạo")], TODAY)
    assert [line.task.content for line in matching(lines, Wish(words="cot cong thuong"))] == ["Kiểm tra cột đo"]


def test_rows_with_doubt_left_can_be_picked_out():
    lines = lines_of([a_task(review='["agency_unknown"]'), a_task(review='["row_joined"]'), a_task()], TODAY)
    assert len(matching(lines, Wish(doubtful=True))) == 1


def test_rows_stand_under_their_headings_in_printed_order():
    lines = lines_of([a_task(group_path='["I", "A"]'), a_task(group_path='["I", "A"]'), a_task()], TODAY)
    assert [(heading, len(rows)) for heading, rows in grouped(lines)] == [("I › A", 2), ("", 1)]


def reasons(**values) -> str:
    (line,) = lines_of([a_task(parts=[], **values)], TODAY)
    return " ".join(reason.vi for reason in why(line, WorkingCalendar()))


def test_a_date_says_the_words_of_the_document_and_what_days_off_make_of_it():
    said = reasons(first_due=date(2026, 11, 30), due_is_exclusive=True, time_text="Trước ngày 30/11")
    assert said.startswith("Văn bản ghi “Trước ngày 30/11”. “Trước ngày 30/11/2026” không tính ngày đó")
    assert "khoản 5 Điều 148" in said


def test_a_date_without_words_explains_itself():
    assert reasons(first_due=date(2026, 12, 31)) == "Hết thứ Năm, 31/12/2026."


def test_a_row_without_a_date_explains_nothing():
    assert reasons(first_due=None, time_text="Thường xuyên") == ""
