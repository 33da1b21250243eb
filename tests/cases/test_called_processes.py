"""A call activity runs another process at the version pinned when the case started, with the variables it reads."""

import json

import pytest

from app.cases import hooks
from app.cases.completing import complete_task
from app.cases.models import CaseStatus
from app.cases.starting import NewCase, start_case
from app.errors import Invalid
from app.organisation.roles import SYSTEM
from app.processes.packages import Package
from app.processes.service import deploy
from tests.engine.drawing import (
    ASSIGNED,
    FORM,
    element,
    end,
    flow,
    gateway,
    line,
    own,
    path,
    process,
    start,
    timer,
    user,
)
from tests.support import processes
from tests.support.clock import NOW

pytestmark = pytest.mark.database

NOTE = processes.form("note", processes.field("textfield", "answer", "Trả lời"))
OTHER_NOTE = processes.form("note", processes.field("number", "count", "Số lần", validate={"required": True}))


def named(identity: str, name: str) -> str:
    """Draw a user task with a name."""
    return element("userTask", identity, own(ASSIGNED, FORM), name=name)


CALL = element("callActivity", "look_into", calledElement="inner", name="Xem xét")
ASK = process(line("ask", "look_into", body=named("ask", "Hỏi") + CALL), key="outer")


def inner(yes: str) -> bytes:
    """Draw a process whose one choice reads a variable that only it knows."""
    nodes = (
        start()
        + gateway("exclusive", "asked", default="asked_never")
        + named("often", "Thường")
        + user("never")
        + end()
    )
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


def steps(page) -> list[str]:
    """Return the names of the steps that a case's page lists."""
    return [item.text.split(" (đã qua)")[0].removesuffix(" Chuyên viên") for item in page.all("ol.steps li")]


@pytest.fixture
def inside(started, writing, people, now):
    """The case stands in the process that it calls."""
    with writing():
        complete_task(started.task_id, {"answer": "có"}, actor=people.specialist.actor, now=now)
    return started.case_id


def test_a_task_knows_where_in_the_case_it_stands(inside, reading):
    with reading():
        assert processes.open_task(inside, "often").call_path == "look_into"


def test_the_page_lists_the_steps_of_the_process_it_stands_in(inside, page, people):
    assert steps(page("cases.show", people.coordinator, case_id=inside)) == ["Hỏi", "Thường"]


def test_the_diagram_shows_the_call_and_a_second_one_shows_what_is_inside(inside, page, people):
    drawn = page("cases.show", people.coordinator, case_id=inside).all("[data-diagram]")
    marks = [json.loads(one["data-marks"]) for one in drawn]
    assert [(one["ask"], one["look_into"]) for one in marks[:1]] == [("is-done", "is-now")]
    assert [one["often"] for one in marks[1:]] == ["is-now"]


def test_the_diagram_of_the_called_process_is_served_to_those_who_see_the_case(inside, visit, people):
    address = f"/cases/{inside}/diagram.bpmn?at="
    assert visit(people.specialist).client.get(f"{address}look_into").data == inner("có")
    assert visit(people.specialist).client.get(f"{address}elsewhere").status_code == 404
    assert visit(people.outsider).client.get(f"{address}look_into").status_code == 404


def test_what_was_done_inside_is_one_step_afterwards(database, writing, page, people, now):
    body = named("first", "Trước") + CALL + named("last", "Sau")
    after = process(line("first", "look_into", "last", body=body), key="around")
    with writing():
        for diagram, form in ((inner("có"), OTHER_NOTE), (after, NOTE)):
            deploy(Package(diagram, {"note": form}), actor=SYSTEM, now=NOW)
        case_id = processes.start("around", people.agency).case_id
    for element_id, entries in (("first", {"answer": "có"}), ("often", {"count": 1})):
        with writing():
            task = processes.open_task(case_id, element_id)
            complete_task(task.id, entries, actor=people.specialist.actor, now=now)
    assert steps(page("cases.show", people.coordinator, case_id=case_id)) == ["Trước", "Xem xét", "Sau"]


def test_a_case_that_waits_for_time_inside_is_shown_there(database, writing, page, people):
    rest = element("intermediateCatchEvent", "rest", timer("timeDuration", "P1Y"))  # fmt: skip
    asleep = process(line("rest", body=rest), key="asleep")
    around = process(line("sleep", body=element("callActivity", "sleep", calledElement="asleep")), key="around")
    with writing():
        for diagram in (asleep, around):
            deploy(Package(diagram, {}), actor=SYSTEM, now=NOW)
        case, _ = start_case(NewCase("around", people.agency, "Ngủ"), actor=SYSTEM, now=NOW)
        case_id = case.id
    shown = page("cases.show", people.coordinator, case_id=case_id)
    assert json.loads(shown.all("[data-diagram]")[0]["data-marks"])["sleep"] == "is-now"
    assert "Tạm nghỉ đến" in shown.text
