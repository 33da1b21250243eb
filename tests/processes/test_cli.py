"""The commands of a process owner: check a file, deploy a folder, list what is there."""

import json
import re
import shutil
from pathlib import Path

import pytest

from app import create_app
from tests.engine.drawing import element, line, process, user
from tests.support.processes import field, form

WORKFLOWS = Path(__file__).resolve().parents[2] / "workflows"
NOTE = form("note", field("textfield", "answer", "Trả lời"))


@pytest.fixture
def run(app):
    """Run `flask process …` on the application under test."""
    return lambda *words: app.test_cli_runner().invoke(args=["process", *map(str, words)])


@pytest.fixture
def package(folder):
    """Write a package and return the path of its diagram."""

    def write(diagram: bytes, note: bytes | None = NOTE) -> Path:
        path = folder / "workflows" / "p" / "p.bpmn"
        (path.parent / "forms").mkdir(parents=True)
        path.write_bytes(diagram)
        if note is not None:
            (path.parent / "forms" / "note.form").write_bytes(note)
        return path

    return write


def test_a_good_diagram_is_ok_as_json(run, package):
    result = run("check", package(process(line("ask", body=user("ask")))), "--json")
    said = json.loads(result.stdout)
    assert (result.exit_code, said["ok"], said["findings"]) == (0, True, [])
    assert [warning["code"] for warning in said["warnings"]] == ["nothing-drawn"]


def test_a_diagram_that_is_hard_to_read_is_warned_of_and_accepted(run, folder):
    drawn = (WORKFLOWS / "agency_report" / "agency_report.bpmn").read_text()
    moved = re.sub(r'(bpmnElement="draft_report">\s*<dc:Bounds) x="\d+"', r'\1 x="400"', drawn)
    shutil.copytree(WORKFLOWS / "agency_report", folder / "agency_report")
    (folder / "agency_report" / "agency_report.bpmn").write_text(moved)
    result = run("check", folder / "agency_report" / "agency_report.bpmn")
    assert result.exit_code == 0
    assert "shapes-overlap\tĐè lên" in result.stdout


def test_a_missing_form_is_refused_with_element_and_line(run, package):
    result = run("check", package(process(line("ask", body=user("ask"))), note=None), "--json")
    (finding,) = json.loads(result.stdout)["findings"]
    assert result.exit_code == 1
    assert set(finding) == {"code", "element", "line", "message"}
    assert (finding["code"], finding["element"], finding["line"]) == ("unknown-form", "ask", 2)


def test_a_person_reads_one_line_a_finding_in_vietnamese(run, package):
    result = run("check", package(process(line("ask", body=user("ask"))), note=None))
    assert "Biểu mẫu 'note' không tồn tại." in result.stdout
    assert result.exit_code == 1


def test_a_call_is_accepted_and_named(run, package):
    body = element("callActivity", "look", calledElement="inner")
    result = run("check", package(process(line("look", body=body))))
    assert result.exit_code == 0
    assert "inner" in result.stdout


def test_no_database_is_needed_to_check(package, folder):
    app = create_app({"SQLALCHEMY_DATABASE_URI": f"sqlite:///{folder / 'nowhere' / 'lost.db'}", "STORAGE_DIR": folder})
    path = package(process(line("ask", body=user("ask"))))
    assert app.test_cli_runner().invoke(args=["process", "check", str(path)]).exit_code == 0


def test_a_file_that_is_not_there_is_wrong_usage(run, folder):
    assert run("check", folder / "lost.bpmn").exit_code == 2


def test_the_shipped_folder_is_deployed_and_listed(run):
    assert run("deploy", WORKFLOWS).exit_code == 0
    listed = [line.split()[0] for line in run("list").stdout.splitlines()]
    assert listed == sorted(path.stem for path in WORKFLOWS.glob("*/*.bpmn"))


def test_one_refused_process_stops_the_deployment_of_all(run, package, folder):
    package(process(line("ask", body=user("ask"))))
    bad = folder / "workflows" / "bad" / "bad.bpmn"
    bad.parent.mkdir()
    bad.write_bytes(process(line("x", body=element("scriptTask", "x")), key="bad"))
    result = run("deploy", folder / "workflows")
    assert result.exit_code == 1
    assert run("list").stdout == ""


def test_a_folder_without_diagram_says_so(run, folder):
    result = run("deploy", folder)
    assert (result.exit_code, str(folder) in result.stderr) == (1, True)
