"""A call activity runs another process at the version pinned when the case started, with the variables it reads."""

import pytest

from app.cases import hooks
from app.cases.completing import complete_task
from app.cases.models import CaseStatus
from app.errors import Invalid
from app.organisation.roles import SYSTEM
from app.processes.packages import Package
from app.processes.service import deploy
from tests.engine.drawing import element, end, flow, gateway, line, path, process, start, user
from tests.support import processes
from tests.support.clock import NOW

pytestmark = pytest.mark.database

NOTE = processes.form("note", processes.field("textfield", "answer", "Trả lời"))
OTHER_NOTE = processes.form("note", processes.field("number", "count", "Số lần", validate={"required": True}))
ASK = process(line("ask", "look_into", body=user("ask") + element("callActivity", "look_into", calledElement="inner")),
              key="outer")  # fmt: skip


def inner(yes: str) -> bytes:
    """Draw a process whose one choice reads a variable that only it knows."""
    nodes = start() + gateway("exclusive", "asked", default="asked_never") + user("often") + user("never") + end()
    ways = flow("asked", "often", f'=answer = "{yes}"') + flow("asked", "never", identity="asked_never")
    return process(nodes + ways + path("s", "asked") + path("often", "e") + path("never", "e"), key="inner")


def deploy_all(yes: str = "có") -> None:
    for diagram, form in ((inner(yes), OTHER_NOTE), (ASK, NOTE)):
        deploy(Package(diagram, {"note": form}), actor=SYSTEM, now=NOW)


@pytest.fixture
def started(database, writing, people):
    """A case that asks, then calls another process."""
    with writing():
        deploy_all()
        return processes.start("outer", people.agency)


def test_a_called_process_sees_what_was_filed_before_it(started, writing, people, now):
    with writing():
        _, opened = complete_task(started.task_id, {"answer": "có"}, actor=people.specialist.actor, now=now)
        assert [task.element for task in opened] == ["often"]


def test_a_case_keeps_the_version_of_what_it_calls(started, writing, people, now):
    with writing():
        deploy_all(yes="vâng")
    with writing():
        _, opened = complete_task(started.task_id, {"answer": "có"}, actor=people.specialist.actor, now=now)
        assert [task.element for task in opened] == ["often"]


def test_the_case_ends_with_what_it_called(started, writing, reading, people, now):
    for element_id, entries in (("ask", {"answer": "không"}), ("never", {"count": 1})):
        with writing():
            task = processes.open_task(started.case_id, element_id)
            complete_task(task.id, entries, actor=people.specialist.actor, now=now)
    with reading():
        assert processes.case_of(started.case_id).status is CaseStatus.completed


def test_a_task_of_a_called_process_has_that_process_form(started, writing, people, now):
    with writing():
        complete_task(started.task_id, {"answer": "có"}, actor=people.specialist.actor, now=now)
    with writing():
        task = processes.open_task(started.case_id, "often")
        with pytest.raises(Invalid) as refused:
            complete_task(task.id, {}, actor=people.specialist.actor, now=now)
    assert set(refused.value.errors) == {"count"}


def test_the_listeners_of_a_called_process_hear_of_its_tasks(started, writing, people, now, monkeypatch):
    heard: list[str] = []
    monkeypatch.setitem(hooks._completed, "inner", [lambda completion: heard.append(completion.task.element)])
    for element_id, entries in (("ask", {"answer": "không"}), ("never", {"count": 1})):
        with writing():
            task = processes.open_task(started.case_id, element_id)
            complete_task(task.id, entries, actor=people.specialist.actor, now=now)
    assert heard == ["never"]
