"""The due rules of diagrams."""

from datetime import date, datetime

import pytest

from app.clock import LOCAL, end_of_day
from app.deadlines.calendar import WorkingCalendar
from app.deadlines.moments import Deadline, fixed_date
from app.deadlines.rules import AfterOpening, BadDueRule, Expression, WithCase, parse, resolve

CALENDAR = WorkingCalendar()
OPENED = datetime(2026, 11, 2, 9, 0, tzinfo=LOCAL)
CASE = fixed_date(date(2026, 11, 30), inclusive=False, calendar=CALENDAR)


def due(rule, *, opened_at=OPENED, case=CASE, value=None) -> Deadline | None:
    return resolve(rule, opened_at=opened_at, case_deadline=case, evaluate=lambda _: value, calendar=CALENDAR)


def day_of(deadline) -> str:
    return deadline.due_at.astimezone(LOCAL).date().isoformat()


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("case", WithCase()),
        ("case-5wd", WithCase(5)),
        ("10wd", AfterOpening(10, "wd")),
        ("10d", AfterOpening(10, "d")),
        ("2m", AfterOpening(2, "m")),
        (" 1y ", AfterOpening(1, "y")),
        ('=date("2026-12-01")', Expression('=date("2026-12-01")')),
    ],
)
def test_the_grammar(text, rule):
    assert parse(text) == rule


@pytest.mark.parametrize(
    "text", ["", "=", "case+5wd", "case-5d", "5 days", "-3wd", "1w", "case-wd", "__import__('os')"]
)
def test_anything_else_is_refused(text):
    with pytest.raises(BadDueRule):
        parse(text)


def test_a_task_may_share_the_case_s_deadline():
    assert due("case") == CASE


def test_without_a_case_deadline_there_is_none():
    assert due("case", case=None) is None
    assert due("case-5wd", case=None) is None


def test_working_days_before_the_case_count_back_from_the_day_to_remind_by():
    assert day_of(due("case-5wd")) == "2026-11-19"  # from Friday 27/11 over the 24th and a weekend


def test_work_that_arrives_after_its_internal_date_gets_the_case_s():
    late = due("case-5wd", opened_at=datetime(2026, 11, 25, 9, 0, tzinfo=LOCAL))
    assert (late.remind_by, late.due_at) == (CASE.remind_by, CASE.due_at)
    assert "hạn nội bộ" in late.explanation[0].vi


@pytest.mark.parametrize(
    ("rule", "day"), [("3wd", "2026-11-05"), ("10d", "2026-11-12"), ("2m", "2027-01-02"), ("1y", "2027-11-02")]
)
def test_periods_start_when_the_task_opens(rule, day):
    assert day_of(due(rule)) == day


def test_the_day_of_opening_is_the_one_in_viet_nam():
    just_after_midnight = datetime.fromisoformat("2026-11-02T17:30:00+00:00")  # 00:30 on the 3rd
    assert day_of(due("1d", opened_at=just_after_midnight)) == "2026-11-04"


def test_an_expression_gives_a_day_until_its_end():
    assert due("=x", value=date(2026, 12, 1)).due_at == end_of_day(date(2026, 12, 1))


def test_an_expression_gives_an_instant():
    instant = datetime(2026, 12, 1, 16, 30, tzinfo=LOCAL)
    assert due("=x", value=instant).overdue_after == instant
    assert due("=x", value=instant.replace(tzinfo=None)).due_at == instant


def test_an_expression_may_say_that_there_is_no_deadline():
    assert due("=x", value=None) is None


def test_an_expression_that_gives_no_date_is_refused():
    with pytest.raises(BadDueRule, match="neither a date"):
        due("=x", value="tomorrow")
