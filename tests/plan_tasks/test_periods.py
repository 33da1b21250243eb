"""For which period a row runs, asked about a year."""

from datetime import date

import pytest

from app.clock import LOCAL
from app.plan_tasks.models import Rhythm
from app.plan_tasks.periods import Period, Without, period_of
from app.plan_tasks.progress import first_update_on, period_around
from app.plans.models import Plan, PlanTask
from tests.support.clock import NOW

END = date(2026, 12, 31)


def row(kind, first_due=None, start=None, end=None, milestones="[]", **values):
    plan = Plan(issued=date(2026, 3, 12))
    return PlanTask(
        due_kind=kind, first_due=first_due, due_from=start, due_to=end, milestones=milestones,
        due_is_exclusive=False, plan=plan, **values,
    )  # fmt: skip


def years(task, *asked):
    return [
        (found.year, found.last_year, found.due_on) if isinstance(found, Period) else found
        for found in (period_of(task, year) for year in asked)
    ]


def test_a_yearly_row_has_a_period_each_year_until_its_last():
    task = row("every_year", date(2026, 11, 30), start=2026, end=2027)
    assert years(task, 2025, 2026, 2027, 2028) == [
        Without.not_yet, (2026, 2026, date(2026, 11, 30)), (2027, 2027, date(2027, 11, 30)), Without.over,
    ]  # fmt: skip


def test_a_row_from_a_year_on_never_ends():
    assert years(row("from_year", date(2026, 12, 31), start=2026), 2040) == [(2040, 2040, date(2040, 12, 31))]


def test_a_yearly_row_of_29_february_is_due_on_the_28th_in_other_years():
    assert years(row("every_year", date(2024, 2, 29)), 2026) == [(2026, 2026, date(2026, 2, 28))]


@pytest.mark.parametrize("kind", ["year", "quarter", "month", "half_year", "before_date", "by_date"])
def test_a_row_with_a_date_of_its_own_runs_in_the_year_of_that_date(kind):
    assert years(row(kind, END), 2025, 2026, 2027) == [Without.other_year, (2026, 2026, END), Without.other_year]


@pytest.mark.parametrize("kind", ["year_range", "phase", "by_year_end"])
def test_a_row_over_several_years_is_one_period_whichever_of_its_years_is_asked(kind):
    task = row(kind, date(2030, 12, 31), start=2026, end=2030)
    one = (2026, 2030, date(2030, 12, 31))
    assert years(task, 2025, 2026, 2028, 2030, 2031) == [Without.not_yet, one, one, one, Without.over]


def test_a_row_that_names_only_its_end_begins_when_the_plan_was_issued():
    assert years(row("by_year_end", date(2030, 12, 31), end=2030), 2025, 2027) == [
        Without.not_yet, (2026, 2030, date(2030, 12, 31)),
    ]  # fmt: skip


def test_each_milestone_has_a_period_of_its_own():
    task = row("every_n_years", milestones='[{"due": "2025-12-31"}, {"due": "2030-12-31"}]')
    assert years(task, 2025, 2026) == [(2025, 2025, date(2025, 12, 31)), Without.other_year]


@pytest.mark.parametrize("kind", ["none", "on_request", "every_n_years"])
def test_a_row_without_a_date_has_no_period(kind):
    assert years(row(kind), 2026) == [Without.no_date]


@pytest.mark.parametrize(
    ("rhythm", "asked_on"), [(Rhythm.month, date(2026, 12, 1)), (Rhythm.quarter, date(2027, 1, 1))]
)
def test_the_first_update_is_asked_for_when_the_present_period_is_over(rhythm, asked_on):
    assert first_update_on(rhythm, NOW) == asked_on


def test_the_last_quarter_ends_with_the_year():
    assert period_around(Rhythm.quarter, NOW.astimezone(LOCAL).date()) == (date(2026, 10, 1), END)
