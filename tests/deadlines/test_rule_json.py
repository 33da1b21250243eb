"""Rules as JSON: read as they stand, or refused with one sentence in each language."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.deadlines.inputs import BadInput
from app.deadlines.limits import KINDS, CutOff, EndOf, EveryYears, FixedDay, OnDate, Open, Period, Phase, Span, Unit
from app.deadlines.rule_json import Rule, read_rule


@pytest.mark.parametrize(
    ("given", "limit"),
    [
        ({"kind": "date", "on": "2026-11-30", "inclusive": False}, OnDate(on=date(2026, 11, 30), inclusive=False)),
        ({"kind": "fixed", "day": 30, "month": 11}, FixedDay(day=30, month=11)),
        ({"kind": "fixed", "day": 15, "month": 3, "every": "quarter"}, FixedDay(day=15, month=3, every=Span.quarter)),
        ({"kind": "period", "count": 10, "unit": "working_day"}, Period(count=10, unit=Unit.working_day)),
        ({"kind": "end", "span": "quarter", "number": 3, "year": 2025}, EndOf(span=Span.quarter, number=3, year=2025)),
        ({"kind": "phase", "first": 2021, "last": 2025}, Phase(first=2021, last=2025)),
        ({"kind": "every", "years": 3, "first": 2026}, EveryYears(years=3, first=2026)),
        ({"kind": "cut_off", "span": "year", "within": 2}, CutOff(span=Span.year, within=2)),
        ({"kind": "open"}, Open()),
    ],
)
def test_each_kind_is_read_into_its_class(given, limit):
    assert read_rule(given) == Rule(limit)


def test_a_rule_may_choose_its_reading():
    assert read_rule({"kind": "date", "on": "2026-11-30", "reading": "exact"}).reading == "exact"


@pytest.mark.parametrize(
    ("given", "vi", "en"),
    [
        ([], "đối tượng JSON", "JSON object"),
        ({}, "“kind” phải là một trong: date", "“kind” must be one of: date"),
        ({"kind": "dates"}, "“kind” phải là một trong", "“kind” must be one of"),
        ({"kind": ["date"]}, "“kind” phải là một trong", "“kind” must be one of"),
        ({"kind": "date"}, "“on” còn thiếu", "“on” is missing"),
        ({"kind": "date", "on": "30/11/2026"}, "không phải là một ngày", "is not a day"),
        ({"kind": "date", "on": "2026-02-29"}, "không phải là một ngày", "is not a day"),
        ({"kind": "date", "on": 20261130}, "không phải là một ngày", "is not a day"),
        ({"kind": "date", "on": "1999-12-31"}, "từ 2000 đến 2099", "from 2000 to 2099"),
        ({"kind": "date", "on": "2026-11-30", "inclusive": 0}, "true hoặc false", "true or false"),
        ({"kind": "date", "on": "2026-11-30", "reading": "soon"}, "later, conservative, exact", "later, conservative"),
        ({"kind": "date", "on": "2026-11-30", "roll": "none"}, "“roll” không thuộc", "“roll” is no part of"),
        ({"kind": "fixed", "day": 30}, "“month” phải có", "“month” is needed"),
        ({"kind": "fixed", "day": 20, "month": 1, "every": "month"}, "“month” phải có, trừ", "except when"),
        ({"kind": "fixed", "day": 30, "month": 2}, "không có ngày 30", "no such day"),
        ({"kind": "fixed", "day": 15, "month": 4, "every": "quarter"}, "từ 1 đến 3", "from 1 to 3"),
        ({"kind": "fixed", "day": 15, "month": 4, "every": "nine_months"}, "nine_months", "nine_months"),
        ({"kind": "fixed", "day": 32, "month": 1}, "từ 1 đến 31", "from 1 to 31"),
        ({"kind": "period", "count": 0, "unit": "day"}, "từ 1 đến 9999", "from 1 to 9999"),
        ({"kind": "period", "count": "5", "unit": "day"}, "số nguyên", "whole number"),
        ({"kind": "period", "count": 5.0, "unit": "day"}, "số nguyên", "whole number"),
        ({"kind": "period", "count": True, "unit": "day"}, "số nguyên", "whole number"),
        ({"kind": "period", "count": 5, "unit": "days"}, "working_day, day, week, month, year", "working_day, day"),
        ({"kind": "period", "count": 5, "unit": "day", "direction": "before"}, "đếm lùi", "counts back"),
        ({"kind": "end", "span": "quarter", "number": 5}, "từ 1 đến 4", "from 1 to 4"),
        ({"kind": "end", "span": "quarter", "year": 2026}, "“number” phải có", "“number” is needed"),
        ({"kind": "end", "span": "year", "year": 2026, "first": 2025}, "không đi cùng", "does not go with"),
        ({"kind": "phase", "first": 2025, "last": 2021}, "không được trước first", "cannot come before first"),
        ({"kind": "every", "years": 3}, "“first” còn thiếu", "“first” is missing"),
        ({"kind": "cut_off", "span": "week", "within": 2}, "phải là một trong: month", "must be one of: month"),
        ({"kind": "open", "why": None}, "on_request", "on_request"),
    ],
)
def test_what_is_not_wholly_understood_is_refused_in_one_sentence(given, vi, en):
    with pytest.raises(BadInput) as refused:
        read_rule(given)
    assert vi in refused.value.vi
    assert en in refused.value.en
    assert "\n" not in refused.value.vi + refused.value.en


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
)
KEYS = st.sampled_from(
    ["kind", "reading", "on", "day", "month", "every", "count", "unit", "span", "year", "first", "why"]
)


@given(st.dictionaries(KEYS, VALUES | st.sampled_from(list(KINDS)) | st.sampled_from(["year", "day"]), max_size=6))
def test_any_json_is_a_rule_or_refused(given):
    with suppress(BadInput):
        assert isinstance(read_rule(given), Rule)
