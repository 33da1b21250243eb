"""Data made by the machine is accepted by the form, and reaches every answer."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.forms import NoSample, read_form, sample
from tests.forms.made import CASE, choice, clean, field, form, group, hidden_when, report, required, rows, source
from tests.forms.test_pages import EVERYTHING


def samples(checked, choose=None, **context):
    return list(sample(checked, context=context, choose=choose))


@pytest.mark.parametrize(("checked", "context"), [(report(), CASE), (EVERYTHING, {})])
def test_every_sample_is_accepted_unchanged(checked, context):
    made = samples(checked, **context)
    assert made
    assert all(clean(checked, data, **context) == data for data in made)


def test_every_option_and_both_states_of_a_box_appear():
    checked = form(choice("radio", "a", "x", "y", "z"), choice("select", "b", "p", "q"), field("checkbox", "c"),
                   choice("checklist", "d", "m", "n"))  # fmt: skip
    made = samples(checked)
    assert {data["a"] for data in made} == {"x", "y", "z"}
    assert {data["b"] for data in made} == {"p", "q"}
    assert {data["c"] for data in made} == {False, True}
    assert {one for data in made for one in data["d"]} == {"m", "n"}


def test_options_that_show_only_after_an_answer_are_reached():
    checked = form(
        choice("radio", "decision", "accept", "send_back"),
        choice("radio", "reason", "late", "wrong", **hidden_when('=decision != "send_back"')),
        field("checkbox", "again", **hidden_when('=reason != "wrong"')),
    )
    made = samples(checked)
    assert {(data["decision"], data.get("reason"), data.get("again")) for data in made} >= {
        ("accept", None, None),
        ("send_back", "late", None),
        ("send_back", "wrong", False),
        ("send_back", "wrong", True),
    }


def test_a_choice_in_many_rows_is_varied_once_not_in_every_row():
    checked = form(rows(choice("select", "s", "a", "b", "c"), allowAddRemove=False))
    assert len(samples(checked, rows=[{}] * 50)) == 3


def test_what_is_fixed_is_not_varied():
    checked = form(choice("radio", "a", "x", "y"), field("textfield", "b"))
    made = samples(checked, choose=lambda path, _part: "y" if path == "a" else None)
    assert [data["a"] for data in made] == ["y"]


def test_a_form_is_filled_as_of_the_moment_it_is_given():
    asks = form(field("textfield", "late", conditional={"hide": '=today() < date("2027-01-01")'}))
    later = datetime(2027, 3, 1, tzinfo=UTC)
    assert "late" in next(sample(asks, context={}, now=later))
    assert "late" not in next(sample(asks, context={}))


def test_values_of_the_case_are_kept():
    assert samples(form(field("textfield")), muc="từ hồ sơ") == [{"muc": "từ hồ sơ"}]


@pytest.mark.parametrize(
    "component",
    [
        required("textfield", validate={"minLength": 100, "maxLength": 120}),
        required("textfield", validate={"maxLength": 2}),
        required("textfield", validate={"validationType": "email"}),
        required("textfield", validate={"validationType": "phone"}),
        required("textfield", validate={"pattern": r"^\d+/BC$"}, properties={"example": "1/BC"}),
        required("number", validate={"min": 500, "max": 501}),
        required("number", validate={"max": -5}),
        required("number", increment=7),
        required("datetime", disallowPassedDates=True),
        required("datetime", subtype="datetime", disallowPassedDates=True),
        required("filepicker"),
        required("checkbox"),
        rows(required("textfield"), validate={"required": True}, defaultRepetitions=0),
        group(required("number"), path="nhom"),
    ],
)
def test_every_bound_can_be_met(component):
    assert samples(form(component))


def test_a_form_that_cannot_be_filled_says_where():
    with pytest.raises(NoSample) as raised:
        samples(form(required("select", valuesKey="options")))
    assert "muc" in raised.value.errors


@st.composite
def _components(draw):
    """A form whose fields depend only on those before them."""
    kinds = {"a": choice("radio", "a", "x", "y"), "b": field("number", "b"), "c": field("checkbox", "c"),
             "d": field("textfield", "d")}  # fmt: skip
    made = []
    for key, component in kinds.items():
        reads = [text for text in ('=a = "x"', "=b > 5", "=c = true") if text[1] < key]
        condition = draw(st.sampled_from([None, *reads]))
        hide = hidden_when(condition) if condition else {}
        validate = {"validate": {"required": draw(st.booleans())}}
        made.append(component | hide | validate)
    return made


@settings(max_examples=60)
@given(_components())
def test_any_form_of_dependent_fields_can_be_filled(components):
    checked = read_form(source(*components))
    for data in sample(checked, context={}):
        assert clean(checked, data) == data
