"""The relative line under a due date."""

from datetime import date

import pytest
from flask_babel import force_locale

from app.web import due

TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _in_vietnamese(app):
    with app.test_request_context(), force_locale("vi"):
        yield


@pytest.mark.parametrize(
    ("day", "working_days", "phrase"),
    [
        (date(2026, 11, 27), 4, "còn 4 ngày làm việc"),
        (date(2026, 11, 20), 0, "hết hôm nay"),
        (date(2026, 11, 18), -2, "quá hạn 2 ngày làm việc"),
        (date(2026, 12, 15), 16, "còn 16 ngày làm việc"),
        (date(2026, 11, 22), 0, "không còn ngày làm việc nào"),
        (date(2026, 11, 19), 0, "quá hạn từ 19/11"),
    ],
)
def test_a_date_says_how_many_working_days_it_is_off(day, working_days, phrase):
    assert due.relative_due(day, TODAY, working_days) == phrase


def test_a_date_that_counts_as_missed_only_later_is_not_called_overdue():
    assert due.due(date(2026, 11, 19), TODAY, -1, overdue=False) == due.Due(
        "Thứ Năm, 19/11/2026", "chưa tính quá hạn", "soon", "alarm"
    )


@pytest.mark.parametrize(("working_days", "css"), [(6, ""), (5, "soon"), (1, "soon")])
def test_a_date_turns_amber_from_five_working_days(working_days, css):
    assert due.due(date(2026, 12, 1), TODAY, working_days).css == css


def test_an_overdue_date_is_never_shown_by_colour_alone():
    assert due.due(date(2026, 11, 18), TODAY, -2).icon == "exclamation-triangle-fill"


def test_work_without_a_date_says_so_with_the_words_of_the_document():
    assert due.unset("Thường xuyên") == due.Due("Chưa ấn định hạn", "theo văn bản: “Thường xuyên”")


def test_an_extended_date_names_the_first_one():
    assert due.extended(date(2026, 12, 4), date(2026, 11, 27)).relative == "gia hạn từ 27/11"


@pytest.mark.parametrize(
    ("early_by", "phrase"),
    [(9, "đã nộp, sớm 9 ngày làm việc"), (0, "đã nộp đúng hạn"), (-2, "đã nộp, muộn 2 ngày làm việc")],
)
def test_a_kept_date_says_how_early_or_late_it_was(early_by, phrase):
    assert due.met(date(2026, 11, 16), early_by).relative == phrase


def test_english_counts_one_day_in_the_singular():
    with force_locale("en"):
        assert due.relative_due(date(2026, 11, 23), TODAY, 1) == "1 working day left"
