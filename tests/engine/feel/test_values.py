"""What goes into an evaluation, and what comes out."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum

import pytest

from app.engine.feel import FeelEvaluationError, Range, YearsMonths, parse, to_plain


class Status(StrEnum):
    LATE = "late"


@pytest.mark.parametrize(
    ("given", "value"),
    [
        (3, Decimal(3)),
        (0.1, Decimal("0.1")),
        (10**40, Decimal(10**40)),
        (Decimal("1.50"), Decimal("1.50")),
        (True, True),
        (float("nan"), None),
        (float("inf"), None),
        ((1, [2]), [Decimal(1), [Decimal(2)]]),
        ({"a": {1: 2}}, {"a": {"1": Decimal(2)}}),
        (Status.LATE, "late"),
        (date(2026, 11, 20), date(2026, 11, 20)),
        (timedelta(days=1), timedelta(days=1)),
    ],
)
def test_plain_data_becomes_a_value(given, value):
    read = parse("x").evaluate({"x": given})

    assert read == value
    assert type(read) is type(value)


def test_a_path_reads_the_same_as_its_parts():
    case = {"rows": [{"n": 1}, {"n": 2.5}], "at": datetime(2026, 11, 20, 9, tzinfo=UTC)}

    assert parse("case.rows.n").evaluate({"case": case}) == [Decimal(1), Decimal("2.5")]
    assert parse("case.at.year").evaluate({"case": case}) == Decimal(2026)


@pytest.mark.parametrize("thing", [object(), {1, 2}, b"bytes", lambda: 1, Range])
def test_an_object_is_refused(thing):
    with pytest.raises(FeelEvaluationError) as refusal:
        parse("case.x").evaluate({"case": {"x": thing}})

    assert type(thing).__name__ in refusal.value.message_vi


def test_an_object_that_is_not_read_does_not_matter():
    assert parse("case.n").evaluate({"case": {"n": 1, "x": object()}}) == 1


def test_the_context_is_never_changed():
    context = {"xs": [3, 1], "case": {"status": "new"}}

    parse('{a: append(xs, 9), b: context put(case, "status", "done"), c: reverse(xs)}').evaluate(context)

    assert context == {"xs": [3, 1], "case": {"status": "new"}}


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (Decimal("2.0"), 2),
        (Decimal("2.5"), 2.5),
        (Decimal("1E+2"), 100),
        (date(2026, 11, 20), "2026-11-20"),
        (time(9, 30, tzinfo=UTC), "09:30:00Z"),
        (timedelta(hours=-36), "-P1DT12H"),
        (YearsMonths(14), "P1Y2M"),
        (Range(Decimal(1), Decimal(5), True, False), "[1..5)"),
        ([{"a": Decimal(1)}, None, True], [{"a": 1}, None, True]),
    ],
)
def test_a_value_becomes_plain_data(value, plain):
    assert to_plain(value) == plain
    assert type(to_plain(value)) is type(plain)


def test_decimals_are_exact():
    assert parse("0.1 + 0.2 = 0.3").is_true({})
    assert parse("a * 3 = 0.3").is_true({"a": 0.1})
    assert to_plain(parse("sum(for i in 1..10 return 0.1)").evaluate({})) == 1


def test_names_may_be_typed_with_their_tone_marks_apart():
    assert parse("tie\u0302\u0301n_đo\u0323\u0302 + 1").evaluate({"tiến_độ": 1}) == 2


@pytest.mark.parametrize(
    "text", ['matches(x, "a")', 'replace(x, "a", "b")', "split(x, x)", "string length(x)", "x + x"]
)
def test_half_a_character_does_no_harm(text):
    parse(text).evaluate({"x": "a\ud800"})
