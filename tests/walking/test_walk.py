"""A walk takes every flow it can reach, both ways, and says what stands in the way."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.engine import Refused
from app.processes.handlers import ServiceCall, handler
from app.walking.scenes.scene import plain
from app.walking.walk import UnknownPackage, Walked, walk_all
from tests.engine.drawing import (
    FORM,
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


LIMITS = b'<td:due rule="5wd"/><td:reminders policy="standard"/>'


@handler("test.breaks")
def break_down(_call: ServiceCall) -> None:
    """Fail, always.

    Needs: nothing.
    Sets: nothing.
    Errors: ConnectionError.
    """
    raise ConnectionError("không nối được")


def walked(folder: Path, diagram: bytes, *components: object, key: str = "p") -> Walked:
    """Walk the process; its user tasks have the form `note` with these fields, a date and reminders."""
    package = folder / "workflows" / key
    (package / "forms").mkdir(parents=True)
    (package / f"{key}.bpmn").write_bytes(diagram.replace(FORM.encode(), FORM.encode() + LIMITS))
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


def test_a_flow_of_a_called_process_is_none_of_the_caller_even_if_their_names_are_the_same(folder):
    (folder / "workflows" / "q").mkdir(parents=True)
    (folder / "workflows" / "q" / "q.bpmn").write_bytes(process(start() + end() + path("s", "e"), key="q"))
    calls = start() + element("callActivity", "calls", calledElement="q") + end()
    apart = gateway("exclusive", "chosen", default="chosen_calls") + flow("chosen", "e", "=answer = 1", "s_e")
    result = walked(folder, process(calls + apart + path("s", "chosen", "calls", "e")))
    assert result.missed == ["s_e"]


def test_every_value_that_decides_is_tried(folder):
    result = walked(folder, process(choice('=answer = "yes"')))
    assert {value for _, name, value in result.answers if name == "answer"} == {"yes", "no"}


def test_a_value_that_no_path_files_is_named(folder, monkeypatch):
    for module in ("walk", "exploring"):
        scene = replace(plain("p"), answers={"answer": "yes"})
        monkeypatch.setattr(f"app.walking.{module}.scene_of", lambda _key, scene=scene: scene)
    result = walked(folder, process(choice('=answer = "yes"')))
    assert [name for name in result.unseen if name.startswith("ask.")] == ["ask.answer=no"]


def test_a_message_that_may_never_come_is_a_problem(folder):
    own_case = own('<td:correlation key="case" value="=string(case.id)"/>')
    wait = element("receiveTask", "hear", own_case, messageRef="m_answer")
    result = walked(folder, process(line("hear", body=wait), outside='<bpmn:message id="m_answer" name="answer"/>'))
    assert "hear cannot time out" in result.problems[0]


def test_a_process_that_cannot_be_deployed_is_refused(folder):
    with pytest.raises(Refused):
        walked(folder, process(line("ask", body=user("ask") + element("scriptTask", "lost"))))


def test_only_shipped_processes_can_be_walked(folder):
    with pytest.raises(UnknownPackage):
        walk_all(folder, "lost")
