"""Every phrase of the table is read as its words mean."""

import pytest

from app.deadlines.phrases import read_phrase
from app.deadlines.phrases.reason_sentences import TIME_SENTENCES
from tests.deadlines.phrase_table import Row, as_printed, rows

ROWS = rows()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.period.issued}-{row}")
def test_a_phrase_means_what_its_words_say(row: Row) -> None:
    reading = read_phrase(row.phrase, row.period)

    assert tuple(map(as_printed, reading.dates)) == row.dates
    assert reading.review == row.review


def test_the_table_is_large_has_negatives_and_shows_every_reason() -> None:
    assert len({row.phrase for row in ROWS}) >= 350
    assert sum(row.review == ("unreadable_time",) for row in ROWS) >= 40
    assert {reason for row in ROWS for reason in row.review} == set(TIME_SENTENCES)
