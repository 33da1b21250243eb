"""Counts are told with the separators of the language, wherever a sentence counts."""

import pytest
from flask import render_template_string
from flask_babel import force_locale, ngettext

from app.counting import in_figures
from app.notifications.rendering import _templates

LEFT = ("%(num)d working day left", "%(num)d working days left")


@pytest.mark.parametrize(
    ("language", "count", "sentence"),
    [
        ("vi", 1, "còn 1 ngày làm việc"),
        ("vi", 999, "còn 999 ngày làm việc"),
        ("vi", 1023, "còn 1.023 ngày làm việc"),
        ("vi", 1234567, "còn 1.234.567 ngày làm việc"),
        ("en", 1023, "1,023 working days left"),
    ],
)
def test_a_sentence_that_counts_separates_thousands(app, language, count, sentence):
    with app.app_context(), force_locale(language):
        assert ngettext(*LEFT, count) == sentence


def test_pages_and_letters_count_in_the_same_way(app):
    template = "{{ ngettext('%(num)d working day left', '%(num)d working days left', count) }}"
    with app.app_context(), force_locale("vi"):
        assert render_template_string(template, count=1023) == "còn 1.023 ngày làm việc"
        assert _templates().from_string(template).render(count=1023) == "còn 1.023 ngày làm việc"


def test_a_number_that_is_passed_under_another_name_stays_as_it_was_passed(app):
    with app.app_context(), force_locale("vi"):
        said = ngettext("%(missing)s of %(num)d agency", "%(missing)s of %(num)d agencies", 2000, missing="1.999")
    assert said == "1.999 of 2.000 agencies"


def test_other_sentences_are_given_the_count_in_figures(app):
    with app.app_context(), force_locale("vi"):
        assert (in_figures(7), in_figures(1023)) == ("7", "1.023")
