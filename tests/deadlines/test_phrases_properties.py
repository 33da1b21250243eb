"""What holds of every time phrase, whatever is printed in the cell."""

import re
import unicodedata
from datetime import date
from itertools import permutations

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app.deadlines.phrases import DueKind, PlanPeriod, cadences_in, read_phrase
from app.deadlines.phrases.letters import clean_phrase, fold_phrase, plain_letters
from tests.deadlines.phrase_table import rows

KNOWN = sorted({row.phrase for row in rows() if row.phrase.strip(" .-")})
VOCABULARY = sorted({word for phrase in KNOWN for word in phrase.split()})
garbled = st.lists(st.sampled_from(VOCABULARY), max_size=9).map(" ".join)
known = st.sampled_from(KNOWN)
spliced = st.builds(
    lambda one, other, end, begin: " ".join([*one.split()[:end], *other.split()[begin:]]),
    known,
    known,
    st.integers(0, 9),
    st.integers(0, 9),
)
phrases = st.one_of(known, spliced, garbled, st.text(max_size=40))
years = st.integers(2000, 2089)
days_of_issue = st.dates(date(2000, 1, 1), date(2089, 12, 31))
periods = st.one_of(
    st.builds(PlanPeriod, st.none() | days_of_issue),
    st.builds(
        lambda issued, length: PlanPeriod(issued, issued.year, None if length is None else issued.year + length),
        days_of_issue,
        st.none() | st.integers(0, 15),
    ),
)


@given(phrases, periods)
def test_nothing_makes_it_fail_and_no_date_goes_without_a_reason(text: str, period: PlanPeriod) -> None:
    reading = read_phrase(text, period)

    assert reading.dates or reading.review
    for due in reading.dates:
        assert due.first_due or due.kind is DueKind.ON_REQUEST or set(due.review) & set(reading.review)


@given(known, periods)
def test_composition_capitals_and_spaces_do_not_matter(text: str, period: PlanPeriod) -> None:
    meaning = read_phrase(text, period)

    for written in (
        unicodedata.normalize("NFD", text),
        text.upper(),
        text.lower(),
        text.replace(" ", "  "),
        text.replace(" ", "\u00a0"),
        text.replace(" ", "\n\t"),
        f"  {text}\u00a0. ",
        f"\ufeff{text}\u200b",
    ):
        again = read_phrase(written, period)
        assert (again.dates, again.review) == (meaning.dates, meaning.review), written


@given(known, periods)
def test_missing_marks_do_not_matter(text: str, period: PlanPeriod) -> None:
    bare = "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))

    assert read_phrase(bare.replace("đ", "d").replace("Đ", "D"), period).dates == read_phrase(text, period).dates


@given(known.filter(lambda text: "-" in text), st.sampled_from("‐‑‒–—−"))
def test_the_kind_of_hyphen_does_not_matter(text: str, hyphen: str) -> None:
    assert read_phrase(text.replace("-", hyphen)).dates == read_phrase(text).dates


@given(st.lists(known.filter(lambda text: ";" not in text), min_size=2, max_size=3), periods)
def test_the_order_of_segments_does_not_change_the_dates(texts: list[str], period: PlanPeriod) -> None:
    assume(not any("lần" in text.lower() for text in texts))  # a cycle may head the years that follow it
    readings = [read_phrase("; ".join(order), period) for order in permutations(texts)]

    first = readings[0]
    for reading in readings[1:]:
        assert set(reading.review) == set(first.review)
        if any(due.kind is not DueKind.NONE for due in first.dates):
            assert set(reading.dates) == set(first.dates)


@given(phrases)
def test_no_year_is_invented(text: str) -> None:
    printed = {int(year) for year in re.findall(r"20\d\d", fold_phrase(clean_phrase(text)))}

    for due in read_phrase(text).dates:
        if due.first_due and due.after is None:
            assert due.first_due.year in printed
            assert {due.start, due.end} - {None} <= printed | {year - 1 for year in printed if due.exclusive}


@given(phrases, st.dates(date(2000, 1, 1), date(2089, 12, 31)))
def test_a_year_that_is_not_printed_is_that_of_issue_and_says_so(text: str, issued: date) -> None:
    printed = {int(year) for year in re.findall(r"20\d\d", fold_phrase(clean_phrase(text)))}

    for due in read_phrase(text, PlanPeriod(issued)).dates:
        if due.first_due and due.after is None and due.every_months is None and due.first_due.year not in printed:
            assert due.first_due.year == issued.year
            assert "year_of_issue" in due.review


@given(phrases, periods)
def test_printed_words_are_words_of_the_phrase(text: str, period: PlanPeriod) -> None:
    cleaned = plain_letters(clean_phrase(text))

    assert all(plain_letters(due.printed) in cleaned for due in read_phrase(text, period).dates)


@given(phrases, periods)
def test_a_series_never_falls_due_before_the_plan_is_issued(text: str, period: PlanPeriod) -> None:
    for due in read_phrase(text, period).dates:
        if due.every_months and due.first_due and period.issued and due.kind is not DueKind.EVERY_N_YEARS:
            assert due.first_due >= period.issued


@given(phrases, periods)
def test_a_first_date_lies_inside_its_years(text: str, period: PlanPeriod) -> None:
    for due in read_phrase(text, period).dates:
        if due.first_due and due.start and not due.exclusive and not due.every_months:
            assert due.start <= due.first_due.year <= (due.end or due.first_due.year)


ROMAN = ("I", "II", "III", "IV")
rendered = st.one_of(
    st.builds(lambda y: (f"Năm {y}", DueKind.YEAR, date(y, 12, 31), False), years),
    st.builds(lambda y: (f"Đến năm {y}", DueKind.BY_YEAR_END, date(y, 12, 31), False), years),
    st.builds(lambda y: (f"Năm {y} và những năm sau", DueKind.FROM_YEAR, date(y, 12, 31), False), years),
    st.builds(
        lambda y, n: (f"Năm {y}-{y + n}", DueKind.YEAR_RANGE, date(y + n, 12, 31), False), years, st.integers(1, 9)
    ),
    st.builds(
        lambda y, n: (f"Giai đoạn 1: Từ năm {y} đến năm {y + n}", DueKind.PHASE, date(y + n, 12, 31), False),
        years,
        st.integers(1, 9),
    ),
    st.builds(
        lambda y, q: (f"Quý {ROMAN[q]} năm {y}", DueKind.QUARTER, date(y, 3 * q + 3, 31 if q in (0, 3) else 30), False),
        years,
        st.integers(0, 3),
    ),
    st.builds(
        lambda d: (f"Trước ngày {d.day}/{d.month}/{d.year}", DueKind.BEFORE_DATE, d, True),
        st.dates(date(2000, 1, 1), date(2089, 12, 31)),
    ),
    st.builds(
        lambda d: (f"chậm nhất ngày {d:%d} tháng {d:%m} năm {d.year}", DueKind.BY_DATE, d, False),
        st.dates(date(2000, 1, 1), date(2089, 12, 31)),
    ),
)


@given(rendered)
def test_a_date_put_into_words_is_read_back(known_date: tuple[str, DueKind, date, bool]) -> None:
    text, kind, day, exclusive = known_date
    (due,) = read_phrase(text).dates

    assert (due.kind, due.first_due, due.exclusive) == (kind, day, exclusive)


@given(years, years)
def test_a_range_is_read_forwards_only(first: int, last: int) -> None:
    due = read_phrase(f"Từ năm {first} đến năm {last}").combined()

    assert due.kind is (DueKind.YEAR_RANGE if first <= last else DueKind.NONE)


@given(st.integers(1, 60), days_of_issue)
def test_a_period_in_days_ends_that_many_days_after_issue(count: int, issued: date) -> None:
    (due,) = read_phrase(f"trong vòng {count:02} ngày kể từ ngày ban hành", PlanPeriod(issued)).dates

    assert due.first_due is not None
    assert (due.first_due - issued).days == count


@settings(max_examples=50)
@given(st.text(max_size=200))
def test_any_content_can_be_searched_for_cycles(content: str) -> None:
    assert all(cadence.years > 0 for cadence in cadences_in(content))
