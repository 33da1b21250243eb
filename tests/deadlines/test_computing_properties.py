"""What holds for every limit, every day and every table of days."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.clock import local_date
from app.deadlines.calendar import DayOff, WorkingCalendar, Works
from app.deadlines.computing import compute
from app.deadlines.limits import CutOff, Direction, EndOf, EveryYears, FixedDay, OnDate, Period, Phase, Span, Unit

PLAIN = WorkingCalendar()
DAYS = st.dates(date(2025, 1, 1), date(2035, 12, 31))
READINGS = st.sampled_from(["later", "conservative", "exact"])
COUNTS = st.integers(1, 60)
SPANS = st.sampled_from(Span)
CALENDARS = st.builds(
    WorkingCalendar,
    st.dictionaries(DAYS, st.sampled_from([DayOff("Nghỉ hoán đổi"), Works("Làm bù")]), max_size=40),
)
PERIODS = st.builds(Period, count=COUNTS, unit=st.sampled_from(Unit))
COMING_BACK = st.one_of(
    st.builds(FixedDay, day=st.integers(1, 28), month=st.integers(1, 12), inclusive=st.booleans()),
    st.builds(FixedDay, day=st.integers(1, 31), every=st.just(Span.month), inclusive=st.booleans()),
    st.builds(FixedDay, day=st.integers(1, 31), month=st.integers(1, 3), every=st.just(Span.quarter)),
    st.builds(EndOf, span=SPANS),
    st.builds(EveryYears, years=st.integers(1, 5), first=st.integers(2020, 2030)),
    st.builds(CutOff, span=SPANS, within=st.integers(1, 10)),
)
LIMITS = st.one_of(
    PERIODS,
    COMING_BACK,
    st.builds(Period, count=COUNTS, unit=st.just(Unit.working_day), direction=st.just(Direction.before)),
    st.builds(OnDate, on=DAYS, inclusive=st.booleans()),
    st.builds(Phase, first=st.just(2021), last=st.integers(2025, 2035)),
)


def days_of(limit, start, calendar=PLAIN, reading="later") -> tuple[date, date, date]:
    deadline = compute(limit, start, calendar, reading).deadline
    return local_date(deadline.remind_by), local_date(deadline.due_at), local_date(deadline.overdue_after)


@given(limit=LIMITS, start=DAYS, calendar=CALENDARS, reading=READINGS)
def test_the_three_moments_are_in_order_and_people_are_reminded_on_a_working_day(limit, start, calendar, reading):
    remind_by, due, overdue_after = days_of(limit, start, calendar, reading)
    assert remind_by <= due <= overdue_after
    assert calendar.is_working_day(remind_by)
    assert reading == "exact" or calendar.is_working_day(overdue_after)


@given(limit=LIMITS, start=DAYS, calendar=CALENDARS)
def test_the_readings_keep_their_order(limit, start, calendar):
    conservative, exact, later = (days_of(limit, start, calendar, one) for one in ("conservative", "exact", "later"))
    assert conservative[2] <= exact[2] <= later[2]
    assert conservative[0] == exact[0] == later[0]
    assert later[:2] == exact[:2]


@given(limit=LIMITS, start=DAYS, calendar=CALENDARS)
def test_no_working_day_lies_between_the_limit_and_the_moments(limit, start, calendar):
    remind_by, due, overdue_after = days_of(limit, start, calendar)
    assert calendar.working_days_between(remind_by, overdue_after) <= 1
    assert remind_by == due or not calendar.is_working_day(due)


@given(limit=st.one_of(PERIODS, COMING_BACK), start=DAYS, later=st.integers(0, 60), calendar=CALENDARS)
def test_who_starts_later_is_never_due_earlier(limit, start, later, calendar):
    early, late = days_of(limit, start, calendar), days_of(limit, start + timedelta(days=later), calendar)
    assert all(before <= after for before, after in zip(early, late, strict=True))


@given(limit=COMING_BACK, start=DAYS, calendar=CALENDARS)
def test_what_comes_back_can_still_be_kept(limit, start, calendar):
    assert days_of(limit, start, calendar)[1] >= start


@given(limit=st.one_of(PERIODS, COMING_BACK), start=DAYS, holidays=st.sets(st.integers(1, 200), max_size=15))
def test_more_days_off_never_bring_the_last_lawful_day_forward(limit, start, holidays):
    extra = {start + timedelta(days=number): DayOff("Nghỉ") for number in holidays}
    assert days_of(limit, start, WorkingCalendar(extra))[2] >= days_of(limit, start)[2]


@given(start=DAYS, count=COUNTS, calendar=CALENDARS)
def test_counting_working_days_and_adding_them_undo_each_other(start, count, calendar):
    end = days_of(Period(count=count, unit=Unit.working_day), start, calendar)[1]
    assert calendar.working_days_between(start, end) == count
    back = Period(count=count, unit=Unit.working_day, direction=Direction.before)
    assert days_of(back, end, calendar)[1] == calendar.previous_working_day(start)


@given(start=DAYS, months=st.integers(1, 60))
def test_months_end_on_the_same_number_or_on_the_month_s_last_day(start, months):
    due = days_of(Period(count=months, unit=Unit.month), start)[1]
    assert (due.year - start.year) * 12 + due.month - start.month == months
    assert due.day == start.day or (due.day < start.day and (due + timedelta(days=1)).day == 1)


@given(limit=LIMITS, start=DAYS, calendar=CALENDARS, reading=READINGS)
def test_every_date_says_why_in_both_languages(limit, start, calendar, reading):
    explanation = compute(limit, start, calendar, reading).explanation
    assert explanation
    assert all(step.vi.endswith(".") and step.en.endswith(".") for step in explanation)
    assert not any("None" in step.vi + step.en for step in explanation)
