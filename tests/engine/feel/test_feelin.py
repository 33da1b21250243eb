"""feelin, which evaluates FEEL in browsers, gives the same answers to the shared table."""

from .answers import DIFFERENCES, TABLE, agree


def test_feelin_gives_the_answers_of_the_table(ask_feelin):
    answers = ask_feelin(TABLE)

    assert len(answers) == len(TABLE)
    wrong = [
        (row["expression"], row["expected"], answer)
        for row, answer in zip(TABLE, answers, strict=True)
        if not agree(answer, row["expected"])
    ]
    assert wrong == []


def test_feelin_still_differs_where_the_documentation_says_so(ask_feelin):
    answers = ask_feelin(DIFFERENCES)

    changed = [
        (row["expression"], row["feelin"], answer)
        for row, answer in zip(DIFFERENCES, answers, strict=True)
        if not agree(answer, row["feelin"])
    ]
    assert changed == []
