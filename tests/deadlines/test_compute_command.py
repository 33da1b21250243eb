"""`flask deadline compute`: results on the output, refusals as one sentence on the error output."""

import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from app.deadlines.cli import deadline

BEFORE_30_11 = '{"kind": "fixed", "day": 30, "month": 11, "inclusive": false}'


def run(*arguments):
    return CliRunner().invoke(deadline, ["compute", *arguments])


def test_json_has_the_three_moments_in_viet_nam_and_the_reasons():
    result = json.loads(run("--rule", BEFORE_30_11, "--from", "2026-11-20", "--json").stdout)
    assert list(result) == ["remind_by", "due_at", "overdue_after", "explanation"]
    assert result["remind_by"] == "2026-11-27T23:59:59+07:00"
    assert result["due_at"] == "2026-11-29T23:59:59+07:00"
    assert result["overdue_after"] == "2026-11-30T23:59:59+07:00"
    assert "khoản 5 Điều 148" in result["explanation"]["vi"]
    assert "Article 148.5" in result["explanation"]["en"]


def test_a_rule_without_a_date_has_none_and_says_why():
    result = json.loads(run("--rule", '{"kind": "open"}', "--from", "2026-11-20", "--json").stdout)
    assert [result[name] for name in ("remind_by", "due_at", "overdue_after")] == [None, None, None]
    assert "không có ngày đến hạn" in result["explanation"]["vi"]


def test_the_days_of_the_data_stand_apart_from_the_day_it_is_due():
    rule = '{"kind": "cut_off", "span": "year", "year": 2026, "within": 2}'
    result = json.loads(run("--rule", rule, "--from", "2026-11-20", "--json").stdout)
    assert result["data"] == {"from": "2025-12-15", "to": "2026-12-14"}
    assert result["due_at"].startswith("2026-12-16")


def test_the_province_s_days_are_read_and_their_document_is_named(tmp_path):
    table = tmp_path / "days.json"
    table.write_text(
        '[{"day": "2026-11-23", "works": false, "name": "Nghỉ hoán đổi", "source": "Công văn 1"}]', "utf-8"
    )
    rule = '{"kind": "period", "count": 1, "unit": "working_day"}'
    result = json.loads(run("--rule", rule, "--from", "2026-11-20", "--calendar", str(table), "--json").stdout)
    assert result["due_at"] == "2026-11-25T23:59:59+07:00"
    assert "23/11/2026 (Nghỉ hoán đổi, theo Công văn 1)" in result["explanation"]["vi"]


def test_people_read_words():
    printed = run("--rule", BEFORE_30_11, "--from", "2026-11-20", "--language", "en").stdout
    assert "Overdue only after: 23:59:59, Monday, 30/11/2026" in printed


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--from", "2026-11-20"), "Thiếu --rule"),
        (("--rule", BEFORE_30_11), "Thiếu --from"),
        (("--rule", "{", "--from", "2026-11-20"), "--rule không phải là JSON"),
        (("--rule", "[" * 100_000, "--from", "2026-11-20"), "--rule không phải là JSON"),
        (("--rule", '{"kind": "x"}', "--from", "2026-11-20"), "“kind” phải là một trong"),
        (("--rule", BEFORE_30_11, "--from", "20/11/2026"), "--from: “20/11/2026” không phải là một ngày"),
        (("--rule", BEFORE_30_11, "--from", "20\n11\n2026"), "--from: “20 11 2026” không phải là một ngày"),
        (("--rule", BEFORE_30_11, "--from", "9" * 500), f"“{'9' * 60}…” không phải là một ngày"),
        (("--rule", '{"kind": "open", "a\\nb": 1}', "--from", "2026-11-20"), "“a b” không thuộc “open”"),
        (("--rule", BEFORE_30_11, "--from", "2100-01-01"), "Chỉ tính được từ năm 2000 đến năm 2099"),
        (("--rule", BEFORE_30_11, "--from", "2026-11-20", "--calendar", "/nowhere"), "không đọc được tệp /nowhere"),
        (("--rule", '{"kind": "period", "count": 99, "unit": "year"}', "--from", "2026-11-20"), "năm 2099"),
        (("--rule", '{"kind": "period", "count": 9999, "unit": "year"}', "--from", "2026-11-20"), "năm 2099"),
    ],
)
def test_bad_input_is_one_vietnamese_sentence_and_nothing_else(arguments, sentence):
    result = run(*arguments)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert sentence in result.stderr
    assert result.stderr.count("\n") == 1


def test_refusals_speak_english_when_asked():
    result = run("--rule", "{", "--from", "2026-11-20", "--language", "en")
    assert "is not JSON" in result.stderr


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        ("{}", "danh sách JSON"),
        ('[{"day": "2026-11-23", "works": false, "name": "a\\nb"}]', "mục 1: cần name"),
        ('[{"day": "2026-11-23", "works": false, "name": "\\ud800"}]', "mục 1: cần name"),
        ("[1]", "mục 1: phải là một đối tượng"),
        ('[{"day": "2026-11-23", "works": false}]', "mục 1: cần name"),
        ('[{"day": "2026-11-23", "works": "no", "name": "x"}]', "mục 1: works phải là true hoặc false"),
        ('[{"day": "23/11/2026", "works": false, "name": "x"}]', "mục 1, day"),
        ('[{"day": "2026-11-23", "works": false, "name": "x", "known_on": "hôm qua"}]', "mục 1, known_on"),
        ('[{"day": "2026-11-23", "works": false, "name": "x", "color": "red"}]', "chỉ gồm day, works"),
        (
            '[{"day": "2026-11-23", "works": false, "name": "x"}, {"day": "2026-11-23", "works": true, "name": "y"}]',
            "mục 2",
        ),
    ],
)
def test_a_bad_calendar_names_the_entry(tmp_path, table, sentence):
    file = tmp_path / "days.json"
    file.write_text(table, "utf-8")
    result = run("--rule", BEFORE_30_11, "--from", "2026-11-20", "--calendar", str(file))
    assert (result.exit_code, result.stdout) == (1, "")
    assert sentence in result.stderr


def test_the_real_command_needs_no_database_and_ignores_the_server_s_zone(tmp_path):
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "deadline", "compute", "--json"]
    elsewhere = {"TZ": "America/New_York", "STORAGE_DIR": str(tmp_path), "DATABASE_URL": "sqlite:////nowhere/at/all.db"}
    result = subprocess.run(
        [*command, "--rule", BEFORE_30_11, "--from", "2026-11-20"],
        env={**os.environ, **elsewhere}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert result.stderr == ""
    assert json.loads(result.stdout)["due_at"] == "2026-11-29T23:59:59+07:00"
