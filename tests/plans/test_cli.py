"""`flask plan read`: JSON on stdout and nothing else, and an exit code that tells how it went."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.plans.cli import plan_cli
from tests.plans.annexes import PROVINCE_PLAN
from tests.plans.writing import as_text, as_word


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    path = tmp_path / "ke-hoach.txt"
    path.write_bytes(as_text(PROVINCE_PLAN))
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(plan_cli, ["read", *map(str, arguments)])


def test_json_has_exactly_the_shape_of_the_contract(plan_file: Path) -> None:
    result = run(plan_file, "--json")

    plan = json.loads(result.stdout)
    assert (result.exit_code, result.stderr) == (0, "")
    assert set(plan) == {"document", "tasks", "targets", "duties", "not_tasks"}
    assert set(plan["document"]) == {"title", "number", "issued", "issuer"}
    task_keys = [
        "number", "group", "content", "lead", "coordinating", "directing", "time", "result", "funding", "parsed",
        "due", "source", "review",
    ]  # fmt: skip
    for task in plan["tasks"]:
        assert list(task) == task_keys
        assert set(task["parsed"]) == {"lead", "coordinating", "directing"}
        assert set(task["due"]) == {"kind", "from", "to", "first_due", "exclusive", "milestones"}
        assert len(task["source"]) == 2
    assert all(set(note) == {"source", "text", "why"} for note in plan["not_tasks"])


def test_printed_vietnamese_stays_readable_in_the_json(plan_file: Path) -> None:
    assert "Ban hành kế hoạch truyền thông" in run(plan_file, "--json").stdout


def test_the_day_of_issue_can_be_given(plan_file: Path) -> None:
    plan = json.loads(run(plan_file, "--json", "--issued", "2026-12-01").stdout)

    assert plan["document"]["issued"] == "2026-12-01"
    assert plan["tasks"][1]["due"]["first_due"] == "2026-12-31"


def test_without_json_a_summary_names_the_rows_to_look_at(plan_file: Path) -> None:
    result = run(plan_file)

    assert result.exit_code == 0
    assert "10 nhiệm vụ" in result.stdout
    assert "Văn bản chỉ ghi chu kỳ, không ghi năm bắt đầu." in result.stdout


def test_an_unreadable_file_ends_with_one_and_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "hong.docx"
    path.write_bytes(as_word(PROVINCE_PLAN)[:400])

    result = run(path, "--json")

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("Tệp bị hỏng")
    assert len(result.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "arguments", [[], ["khong-co.docx"], ["."], ["--issued", "30/11/2026"], ["--issued", "20261130"]]
)
def test_wrong_usage_ends_with_two(arguments: list[str], plan_file: Path) -> None:
    if "--issued" in arguments:
        arguments = [str(plan_file), *arguments]

    assert run(*arguments).exit_code == 2
