"""Every reason a reading gives can be explained to a person."""

import ast
from pathlib import Path

import pytest

import app.deadlines.phrases
import app.plans.reading
from app.plans.reading import explain, needs_decision
from app.plans.reading.reason_sentences import NOT_TASK_SENTENCES, REVIEW_SENTENCES

CODES = REVIEW_SENTENCES | NOT_TASK_SENTENCES


def literals() -> set[str]:
    """Return every string written in the code of the reader and of the phrases, the sentences themselves left out."""
    found: set[str] = set()
    for package in (app.plans.reading, app.deadlines.phrases):
        for path in Path(str(package.__file__)).parent.rglob("*.py"):
            if path.name not in ("reason_sentences.py", "reasons.py"):
                nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
                found |= {
                    node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)
                }
    return found


@pytest.mark.parametrize("code", CODES)
def test_a_code_has_a_sentence_in_both_languages_and_is_used(code: str) -> None:
    sentences = explain(code)

    assert sentences["vi"].endswith(".")
    assert sentences["en"].endswith(".")
    assert code in literals()


def test_an_unknown_code_is_an_error_and_not_silence() -> None:
    with pytest.raises(KeyError):
        explain("no_such_reason")


def test_some_reasons_need_a_decision_and_others_only_a_look() -> None:
    assert needs_decision("no_anchor_year")
    assert not needs_decision("row_joined")
