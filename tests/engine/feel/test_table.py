"""The interpreter gives the answers of the shared tables."""

import pytest

from app.engine.feel import parse

from .answers import DIFFERENCES, TABLE, agree, read, written

ROWS = [pytest.param(row, id=row["expression"]) for row in TABLE + DIFFERENCES]


@pytest.mark.parametrize("row", ROWS)
def test_an_expression_has_the_answer_of_the_table(row):
    value = parse(row["expression"]).evaluate(read(row.get("context", {})))

    assert agree(written(value), row["expected"]), written(value)


def test_the_table_is_as_large_as_promised():
    assert len({(row["expression"], str(row.get("context"))) for row in TABLE}) == len(TABLE) >= 150


def test_every_difference_is_one():
    assert not [row for row in DIFFERENCES if agree(row["feelin"], row["expected"])]
