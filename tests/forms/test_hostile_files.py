"""Whatever stands in a form file or in data: an answer in words, never another error."""

import json
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.forms import FormInvalid, FormRefused, initial, json_schema, read_form, render_context, validate
from tests.forms.made import CASE, NOW, clean, errors, report
from tests.forms.test_pages import EVERYTHING

ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["=a", "=", "{{x}}"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@st.composite
def damaged(draw, whole):
    """A copy of JSON data in which one place holds something else."""
    copy = json.loads(json.dumps(whole))
    places = list(_places(copy))
    holder, key = draw(st.sampled_from(places))
    if isinstance(holder, dict) and draw(st.booleans()):
        holder[draw(st.sampled_from(["key", "type", "validate", "values", "path", "components", "extra"]))] = draw(
            ANYTHING
        )
    else:
        holder[key] = draw(ANYTHING)
    return copy


def _places(value):
    for key in value if isinstance(value, dict) else range(len(value)):
        yield value, key
        if isinstance(value[key], dict | list):
            yield from _places(value[key])


SLOWLY = settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])


@SLOWLY
@given(damaged(EVERYTHING.as_json()) | damaged(report().as_json()))
def test_a_damaged_form_is_read_or_refused_in_two_languages(raw):
    try:
        checked = read_form(json.dumps(raw))
    except FormRefused as error:
        refused = error
    else:
        _use(checked)
        return
    assert all(found.message and found.message_vi for found in refused.findings)


def _use(checked):
    shown = initial(checked, data={}, context=CASE)
    render_context(checked, shown, context=CASE)
    json.dumps(json_schema(checked))
    with suppress(FormInvalid):
        validate(checked, {}, context=CASE, now=NOW)


DATA = {
    "directives": "Công văn",
    "tasks": [{"spent": "148,0", "state": "doing", "result": "x"}, {"state": "not_started"}],
    "signed_on": "27/11/2026",
    "files": ["1"],
}


@pytest.mark.usefixtures("vietnamese")
@SLOWLY
@given(damaged(DATA))
def test_damaged_data_is_cleaned_or_refused_in_words(data):
    told = errors(report(), data, **CASE)
    assert all(type(sentence) is str and sentence for found in told.values() for sentence in found)
    render_context(report(), data, told, context=CASE)
    if not told:
        cleaned = clean(report(), data, **CASE)
        assert clean(report(), json.loads(json.dumps(cleaned)), **CASE) == cleaned


@pytest.mark.parametrize("text", ['"\\ud800"', '"a\\udfff"'])
def test_half_a_character_is_refused(text):
    with pytest.raises(FormRefused):
        read_form(f'{{"components": [{{"type": "textfield", "key": "a", "label": {text}}}]}}')
