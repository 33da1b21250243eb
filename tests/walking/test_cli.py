"""`flask process walk` prints a table and answers with its exit code."""

import pytest

from tests.engine.drawing import end, flow, gateway, line, path, process, start, users
from tests.support.deploying import WORKFLOWS
from tests.support.processes import field, form

NEVER = start() + users("ask") + gateway("exclusive", "chosen", default="chosen_e") + users("lost") + end()
FLOWS = path("s", "ask", "chosen", "e") + flow("chosen", "lost", '=answer = "never"') + path("lost", "e")


@pytest.fixture
def walk(app):
    """Run the command over a folder of processes."""

    def run(folder, *words: str):
        app.config["WORKFLOWS_DIR"] = folder
        return app.test_cli_runner().invoke(args=["process", "walk", *words])

    return run


def test_the_table_says_how_many_flows_were_taken(walk):
    result = walk(WORKFLOWS, "extension_request")
    assert result.exit_code == 0
    words = result.stdout.splitlines()[1].split()
    assert words[:-1] == ["extension_request", "2", "2", "6/6", "100", "%", "4/4", "1/1"]


def test_a_flow_that_was_not_taken_is_named_and_fails(walk, folder):
    package = folder / "p"
    (package / "forms").mkdir(parents=True)
    (package / "p.bpmn").write_bytes(process(NEVER + FLOWS))
    (package / "forms" / "note.form").write_bytes(form("note", field("textfield", "answer", "Trả lời")))
    result = walk(folder)
    assert result.exit_code == 1
    assert "chosen_lost" in result.stderr


def test_a_wait_without_end_is_named_and_fails(walk, folder):
    package = folder / "p"
    (package / "forms").mkdir(parents=True)
    (package / "p.bpmn").write_bytes(process(line("ask", body=users("ask"))))
    (package / "forms" / "note.form").write_bytes(form("note", field("textfield", "answer", "Trả lời")))
    result = walk(folder)
    assert result.exit_code == 1
    assert "ask has no due rule" in result.stderr


def test_an_unknown_process_is_wrong_usage(walk):
    assert walk(WORKFLOWS, "lost").exit_code == 2
