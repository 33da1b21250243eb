"""What stands in a form before and while somebody types."""

import pytest

from app.forms import initial
from tests.forms.made import CASE, NOW, field, form, group, report, rows


def test_a_value_of_the_same_name_in_the_case_comes_first():
    assert initial(form(field("textfield", defaultValue="x")), data={}, context={"muc": "y"}) == {"muc": "y"}


def test_else_the_default_of_the_form():
    assert initial(form(field("number", defaultValue=5)), data={}, context={}) == {"muc": 5}


def test_a_default_may_be_computed_from_the_case_and_the_fields_before():
    checked = form(field("number", "a", defaultValue="=quota * 2"), field("number", "b", defaultValue="=a + 0.5"))
    assert initial(checked, data={}, context={"quota": 4}) == {"a": 8, "b": 8.5}


def test_a_computed_day_is_plain_text():
    checked = form(field("datetime", defaultValue="=today()"))
    assert initial(checked, data={}, context={}, now=NOW) == {"muc": "2026-11-20"}


def test_the_draft_comes_before_everything_even_when_emptied():
    checked = form(field("textfield", defaultValue="x"))
    assert initial(checked, data={"muc": "z"}, context={"muc": "y"}) == {"muc": "z"}
    assert initial(checked, data={"muc": ""}, context={"muc": "y"}) == {"muc": ""}


def test_a_draft_never_changes_what_is_locked():
    checked = form(field("textfield", readonly=True))
    assert initial(checked, data={"muc": "z"}, context={"muc": "y"}) == {"muc": "y"}


def test_a_draft_keeps_text_that_is_no_number_yet():
    assert initial(form(field("number")), data={"muc": "khoảng 60"}, context={}) == {"muc": "khoảng 60"}


def test_given_rows_are_filled_with_the_draft_by_position():
    first, second = initial(report(), data={"tasks": [{"number": "9.9"}, {"spent": "60"}]}, context=CASE)["tasks"]
    assert (first["number"], first["spent"]) == ("2.3", None)
    assert (second["number"], second["spent"]) == ("2.4", "60")


@pytest.mark.parametrize(
    ("settings", "count"), [({}, 1), ({"defaultRepetitions": 3}, 3), ({"defaultRepetitions": 0}, 0)]
)
def test_a_list_begins_with_as_many_rows_as_the_form_says(settings, count):
    checked = form(rows(field("textfield", defaultValue="a"), **settings))
    assert initial(checked, data={}, context={}) == {"rows": [{"muc": "a"}] * count}


def test_rows_of_the_draft_are_kept_as_many_as_they_are():
    checked = form(rows(field("textfield")))
    assert initial(checked, data={"rows": []}, context={"rows": [{"muc": "a"}]}) == {"rows": []}
    assert len(initial(checked, data={"rows": [{}, {}]}, context={})["rows"]) == 2


def test_a_group_with_a_path_is_filled_from_the_object_of_that_name():
    checked = form(group(field("textfield"), path="nhom"))
    assert initial(checked, data={}, context={"nhom": {"muc": "a"}}) == {"nhom": {"muc": "a"}}
    assert initial(checked, data={}, context={"nhom": "no object"}) == {"nhom": {"muc": None}}
