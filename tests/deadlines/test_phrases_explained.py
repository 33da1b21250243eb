"""`flask deadline explain`: the dates of a phrase, how each was read, and every doubt in words."""

import json
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.deadlines.cli import deadline
from app.deadlines.explain_command import LONGEST
from app.deadlines.phrases import DueKind
from app.deadlines.phrases.explaining import explain_phrase
from app.deadlines.phrases.reason_sentences import TIME_SENTENCES
from tests.deadlines.phrase_table import Row, rows

ALONE = [row for row in rows() if row.period.year_of_issue or row.period.issued is None]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(deadline, ["explain", *arguments])


def answer(*arguments: str) -> dict:
    result = run(*arguments, "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    return json.loads(result.stdout)


def test_the_json_has_exactly_the_keys_of_the_contract() -> None:
    found = answer("trước ngày 30/11 hàng năm", "--issued", "2025-01-24")

    assert list(found) == ["phrase", "dates", "review", "explanation"]
    assert found["phrase"] == "trước ngày 30/11 hàng năm"
    assert found["dates"] == [
        {
            "kind": "before_date",
            "from": 2025,
            "to": None,
            "first_due": "2025-11-30",
            "exclusive": True,
            "milestones": [],
        }
    ]
    assert found["review"] == []
    assert set(found["explanation"]) == {"vi", "en"}


def test_two_dates_are_two_due_objects_even_behind_a_hyphen() -> None:
    found = answer("- Năm 2025; - Năm 2030.", "--issued", "2020-07-20")

    assert [due["first_due"] for due in found["dates"]] == ["2025-12-31", "2030-12-31"]
    assert found["review"] == ["several_dates"]


def test_the_explanation_names_convention_and_article() -> None:
    before = explain_phrase("trước ngày 30/11 hàng năm", date(2026, 1, 15)).as_json()["explanation"]
    period = explain_phrase("trong vòng 25 ngày làm việc kể từ ngày ban hành", date(2026, 1, 15)).as_json()

    assert "không tính ngày 30/11" in before["vi"]
    assert "Chủ nhật, 29/11/2026" in before["vi"]
    assert "Sunday, 29/11/2026" in before["en"]
    assert "cả năm → 31/12" in explain_phrase("Cả năm 2026").as_json()["explanation"]["vi"]
    assert "khoản 2 Điều 147" in period["explanation"]["vi"]
    assert "Tết" in period["explanation"]["vi"] or "Tất Niên" in period["explanation"]["vi"]


@pytest.mark.parametrize(
    ("phrase", "convention"),
    [
        ("Quý III năm 2026", "không ghi ngày thì hạn là ngày cuối quý, 30/9"),
        ("9 tháng năm 2026", "9 tháng thì hạn là ngày cuối tháng 9, 30/9"),
        ("Tháng 6/2026", "khoản 2 Điều 146"),
        ("Đến năm 2030", "đến hết năm đó, 31/12"),
        ("Năm 2026-2028", "ngày cuối của năm cuối, 31/12"),
        ("chậm nhất ngày 15 tháng cuối quý", "Mỗi quý một lần"),
        ("5 năm/lần: Năm 2025; Năm 2030", "5 năm một lần"),
    ],
)
def test_a_date_names_the_convention_it_rests_on(phrase: str, convention: str) -> None:
    assert convention in explain_phrase(phrase, date(2026, 1, 15)).as_json()["explanation"]["vi"]


def test_a_period_without_its_first_day_gives_the_rule_and_says_what_is_missing() -> None:
    found = answer("trong vòng 10 ngày làm việc kể từ ngày ban hành")

    assert found["dates"][0]["first_due"] is None
    assert found["review"] == ["issue_day_missing"]
    assert "10 ngày làm việc, không tính ngày đầu" in found["explanation"]["vi"]
    assert "10 working days" in found["explanation"]["en"]
    assert "Nhập ngày ban hành" in found["explanation"]["vi"]


@pytest.mark.parametrize("row", ALONE, ids=lambda row: f"{row.period.issued}-{row}")
def test_every_date_and_every_doubt_is_put_into_both_languages(row: Row) -> None:
    found = explain_phrase(row.phrase, row.period.issued).as_json()

    for code in row.review:
        vi, en = TIME_SENTENCES[code]
        assert vi in found["explanation"]["vi"]
        assert en in found["explanation"]["en"]
    for due in found["dates"]:
        if due["first_due"] and not due["exclusive"]:
            year, month, day = due["first_due"].split("-")
            shown = f"{day}/{month if month < '03' else month.lstrip('0')}/{year}"
            assert shown in found["explanation"]["vi"]
            assert shown in found["explanation"]["en"]


def test_every_kind_of_date_has_words_of_its_own() -> None:
    explained = [explain_phrase(row.phrase, row.period.issued) for row in ALONE]

    assert {due.kind for found in explained for due in found.reading.dates} == set(DueKind)
    assert all(said for found in explained for _, said in found.dates)


def test_without_json_a_person_reads_vietnamese_or_english() -> None:
    vietnamese = run("Quý III năm 2025")
    english = run("Quý III năm 2025", "--language", "en")

    assert (vietnamese.exit_code, english.exit_code) == (0, 0)
    assert vietnamese.stdout.startswith("“Quý III năm 2025”: ")
    assert "hết thứ Ba, 30/9/2025" in vietnamese.stdout
    assert "Tuesday, 30/9/2025" in english.stdout


def test_a_phrase_without_a_date_is_an_answer_and_no_error() -> None:
    found = answer("Thường xuyên", "--issued", "2026-01-15")

    assert not any(due["first_due"] for due in found["dates"])
    assert found["review"] == ["no_date"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([""], "hãy ghi trong dấu nháy"),
        (["   "], "hãy ghi trong dấu nháy"),
        (["năm " * LONGEST], "hãy chỉ chép phần ghi thời gian"),
        (["năm\x00 2026"], "hãy gõ lại"),
        (["n\udce3m 2026"], "hãy gõ lại"),
        (["Năm 2026", "--issued", "24/01/2025"], "hãy viết năm-tháng-ngày"),
        (["Năm 2026", "--issued", ""], "hãy viết năm-tháng-ngày"),
        (["Năm 2026", "--issued", "2026-02-30"], "hãy viết năm-tháng-ngày"),
        (["Năm 2026", "--issued", "0001-01-01"], "hãy kiểm tra lại ngày"),
        (["Năm 2026", "--issued", "9999-12-31"], "hãy kiểm tra lại ngày"),
    ],
)
def test_what_cannot_be_used_is_refused_in_one_sentence(arguments: list[str], words: str) -> None:
    result = run(*arguments, "--json")

    assert (result.exit_code, result.stdout) == (1, "")
    assert words in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("arguments", [[], ["Năm 2026", "Năm 2027"], ["Năm 2026", "--jsn"], ["Năm 2026", "--issued"]])
def test_wrong_usage_ends_with_two(arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


def test_no_database_is_needed(tmp_path) -> None:
    nowhere = {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none", "TIENDO_INSTANCE": str(tmp_path)}
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "deadline", "explain", "Hàng năm", "--issued"]
    done = subprocess.run(
        [*command, "2025-01-24", "--json"], env=os.environ | nowhere, capture_output=True, text=True, timeout=60
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["dates"][0]["first_due"] == "2025-12-31"
    assert not list(tmp_path.glob("*.db*"))


def test_the_examples_of_the_manual_are_read_as_it_says() -> None:
    manual = (Path(__file__).parents[2] / "docs" / "time-phrases.md").read_text(encoding="utf-8")
    examples = re.findall(r"^\| `(.+?)` \| (\S+) \| (\S+) \|", manual, re.MULTILINE)

    assert len(examples) >= 20
    for phrase, kind, first_due in examples:
        dates = answer(phrase, "--issued", "2026-01-15")["dates"]
        first = dates[0] if dates else {"kind": None, "first_due": None}
        assert (first["kind"] or "–", first["first_due"] or "–") == (kind, first_due), phrase
