"""A walk takes every flow it can reach, both ways, and says what stands in the way."""

from pathlib import Path

import pytest

from app.engine import Refused
from app.processes.handlers import ServiceCall, handler
from app.walking.walk import UnknownPackage, Walked, walk_all
from tests.engine.drawing import (
    boundary,
    element,
    end,
    flow,
    gateway,
    line,
    message,
    own,
    path,
    process,
    start,
    timer,
    user,
    users,
)
from tests.support.processes import field, form

ANSWER = field("radio", "answer", "Chọn", validate={"required": True},
               values=[{"value": "yes", "label": "Có"}, {"value": "no", "label": "Không"}])  # fmt: skip


@handler("test.breaks")
def break_down(_call: ServiceCall) -> None:
    """Fail, always.

    Needs: nothing.
    Sets: nothing.
    Errors: ConnectionError.
    """
    raise ConnectionError("không nối được")


def walked(folder: Path, diagram: bytes, *components: object, key: str = "p") -> Walked:
    """Walk the process; its user tasks have the form `note` with these fields."""
    package = folder / "workflows" / key
    (package / "forms").mkdir(parents=True)
    (package / f"{key}.bpmn").write_bytes(diagram)
    (package / "forms" / "note.form").write_bytes(form("note", *(components or (ANSWER,))))
    return walk_all(folder / "workflows", key)[0]


def choice(condition: str) -> str:
    """Draw a choice behind the task `ask`, with another task `wait` between the two."""
    nodes = start() + users("ask", "wait") + gateway("exclusive", "chosen", default="chosen_no") + users("yes", "no")
    flows = path("s", "ask", "wait", "chosen") + flow("chosen", "yes", condition) + flow("chosen", "no")
    return nodes + flows + end() + path("yes", "e") + path("no", "e")


def test_a_choice_made_two_steps_before_is_found(folder):
    two = field("radio", "later", "Sau", validate={"required": True}, values=[{"value": "x", "label": "X"}])
    assert walked(folder, process(choice('=answer = "yes"')), ANSWER, two).is_complete


def test_a_flow_that_no_entries_take_is_named(folder):
    result = walked(folder, process(choice('=answer = "maybe"')))
    assert result.missed == ["chosen_yes", "yes_e"]
    assert not result.is_complete


def test_messages_and_timers_are_let_happen(folder):
    body = (
        start()
        + users("ask", "late", "told")
        + end()
        + boundary("slow", "ask", timer("timeDuration", "P3D"))
        + boundary("heard", "ask", own('<td:correlation key="case" value="=string(case.id)"/>') + message("m_answer"))
    )
    flows = path("s", "ask", "e") + path("slow", "late", "e") + path("heard", "told", "e")
    result = walked(folder, process(body + flows, outside='<bpmn:message id="m_answer" name="answer"/>'))
    assert (result.is_complete, result.paths) == (True, 3)


def test_parallel_work_is_done_in_every_order(folder):
    body = start() + gateway("parallel", "fork") + users("a", "b") + gateway("parallel", "join") + end()
    flows = path("s", "fork", "a", "join", "e") + path("fork", "b", "join")
    assert walked(folder, process(body + flows)).paths == 2


def test_a_handler_that_fails_is_a_problem(folder):
    body = element("serviceTask", "work", own('<td:handler name="test.breaks"/>'))
    result = walked(folder, process(line("ask", "work", body=user("ask") + body)))
    assert not result.is_complete
    assert "không nối được" in result.problems[0]


def test_a_process_that_cannot_be_deployed_is_refused(folder):
    with pytest.raises(Refused):
        walked(folder, process(line("ask", body=user("ask") + element("scriptTask", "lost"))))


def test_only_shipped_processes_can_be_walked(folder):
    with pytest.raises(UnknownPackage):
        walk_all(folder, "lost")
