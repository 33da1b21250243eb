"""What holds of every time phrase, whatever is printed in the cell."""

import unicodedata
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from app.deadlines.phrases import DueKind, PlanPeriod, cadences_in, read_phrase
from tests.deadlines.test_phrases import CERTAIN, DOUBTFUL

KNOWN = [case[0] for case in (*CERTAIN, *DOUBTFUL) if case[0]]
_DRAWN = """năm quý tháng ngày giai đoạn đến từ trước hàng lần III IV 2025 2030 30/11 15 6 - , ; / : ( ) và đầu cuối hết
định kỳ đột xuất Sở kế hoạch"""
WORDS = _DRAWN.split()
garbled = st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join)
phrases = st.one_of(st.sampled_from(KNOWN), garbled, st.text(max_size=40))
years = st.integers(2000, 2090)
periods = st.builds(
    lambda issued, length: PlanPeriod(issued, issued.year, None if length is None else issued.year + length),
    st.dates(date(2000, 1, 1), date(2090, 12, 31)),
    st.none() | st.integers(0, 15),
)


@given(phrases, periods)
def test_nothing_makes_it_fail_and_no_date_goes_without_a_reason(text: str, period: PlanPeriod) -> None:
    reading = read_phrase(text, period)
    due = reading.combined()

    assert due.first_due or reading.review or due.kind is DueKind.ON_REQUEST


@given(st.sampled_from(KNOWN), periods)
def test_composed_and_decomposed_letters_and_capitals_read_alike(text: str, period: PlanPeriod) -> None:
    meaning = read_phrase(text, period).dates

    assert read_phrase(unicodedata.normalize("NFD", text), period).dates == meaning
    assert read_phrase(text.upper(), period).dates == meaning
    assert read_phrase(f"  {text}\u00a0. ", period).dates == meaning


@given(phrases, periods)
def test_a_series_never_falls_due_before_the_plan_is_issued(text: str, period: PlanPeriod) -> None:
    for due in read_phrase(text, period).dates:
        if due.every_months and due.first_due and period.issued:
            assert due.first_due >= period.issued


@given(phrases, periods)
def test_a_first_date_lies_inside_its_years(text: str, period: PlanPeriod) -> None:
    for due in read_phrase(text, period).dates:
        if due.first_due and due.start and not due.exclusive and not due.every_months:
            assert due.start <= due.first_due.year <= (due.end or due.first_due.year)


@given(years, st.integers(1, 4))
def test_a_quarter_ends_with_its_last_month(year: int, quarter: int) -> None:
    roman = ["I", "II", "III", "IV"][quarter - 1]
    due = read_phrase(f"Quý {roman} năm {year}").combined()

    assert due.first_due is not None
    assert (due.first_due.year, due.first_due.month) == (year, 3 * quarter)


@given(years, years)
def test_a_range_is_read_forwards_only(first: int, last: int) -> None:
    due = read_phrase(f"Từ năm {first} đến năm {last}").combined()

    assert due.kind is (DueKind.YEAR_RANGE if first <= last else DueKind.NONE)


@settings(max_examples=50)
@given(st.text(max_size=200))
def test_any_content_can_be_searched_for_cycles(content: str) -> None:
    assert all(cadence.years > 0 for cadence in cadences_in(content))
