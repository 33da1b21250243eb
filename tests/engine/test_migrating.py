# ruff: noqa: E501 - diagrams and tables keep one row a line
"""Moving a running case to another version of its process."""

import pytest

from app import engine
from tests.engine.drawing import (
    FORMS,
    MESSAGE,
    boundary,
    element,
    end,
    gateway,
    line,
    message,
    path,
    process,
    service,
    start,
    timer,
    user,
    users,
)
from tests.engine.walking import NOW, Walk


def straight(*names: str) -> bytes:
    return process(line(*names, body=users(*names)))


def block(*more: str) -> bytes:
    drawn = start() + gateway("parallel", "f") + users("a", "b", "z", *more) + gateway("parallel", "j") + end()
    return process(drawn + path("s", "f", "a", "j", *more, "z", "e") + path("f", "b", "j"))


def nested(inner: tuple[str, ...], outer: tuple[str, ...]) -> bytes:
    inside = start("i_s") + users(*inner) + end("i_e") + path("i_s", *inner, "i_e")
    return process(line("sub", *outer, body=element("subProcess", "sub", inside) + users(*outer)))


def repeated(*after: str) -> bytes:
    loop = "<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>"
    return process(line("m", *after, body=user("m", loop) + users(*after)))


def watched(*names: str) -> bytes:
    body = users(*names) + boundary("t", "a", timer("timeDuration", "P3D"), interrupting=False) + end("e2")
    return process(start() + body + end() + path("s", *names, "e") + path("t", "e2"))


def load(bpmn: bytes) -> engine.Process:
    return engine.load_process(engine.compile_process(bpmn, forms=FORMS).spec)


def moved(case: Walk, bpmn: bytes) -> Walk:
    """The same case under another version."""
    new = load(bpmn)
    assert engine.predict_migration(case.process, new, case.position.state).possible
    state = engine.migrate(case.position.state, case.process, new)
    case.process, case.position = new, engine.look(new, state)
    return case


def test_a_step_added_after_the_present_one_will_be_done():
    case = Walk(straight("a", "b"))
    task = case.task("a").id
    moved(case, straight("a", "new", "b"))
    assert case.task("a").id == task
    case.complete("a", kept=1)
    assert case.ready == ["new"]
    case.complete("new")
    assert case.complete("b").variables == {"kept": 1}


def test_a_step_added_before_the_present_one_is_not_visited():
    case = Walk(straight("a", "b"))
    case.complete("a")
    moved(case, straight("new", "a", "b"))
    assert case.ready == ["b"]
    assert case.complete("b").status == "completed"


def test_a_finished_step_may_be_gone():
    case = Walk(straight("z", "a"))
    case.complete("z", kept=1)
    moved(case, straight("a"))
    assert case.complete("a").variables == {"kept": 1}


def test_a_finished_fork_may_be_gone_as_long_as_the_join_is_reached_alike():
    case = Walk(block())
    case.complete("a", x=1)
    drawn = start() + gateway("parallel", "g") + users("a", "b", "z") + gateway("parallel", "j") + end()
    moved(case, process(drawn + path("s", "g", "a", "j", "z", "e") + path("g", "b", "j")))
    case.complete("b", y=2)
    assert case.task("z").variables == {"x": 1, "y": 2}


def test_a_step_added_after_a_join_with_one_branch_done():
    case = Walk(block())
    case.complete("a")
    moved(case, block("new"))
    case.complete("b")
    assert case.ready == ["new"]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ((("i1", "i2"), ("o",)), (("i1", "new", "i2"), ("o",)), ["i1", "new", "i2", "o"]),
        ((("i1",), ("o",)), (("i1",), ("new", "o")), ["i1", "new", "o"]),
    ],
    ids=["inside", "in the parent"],
)
def test_a_step_added_in_or_after_a_running_sub_process(before: tuple, after: tuple, expected: list[str]):
    case = moved(Walk(nested(*before)), nested(*after))
    done = []
    while case.position.tasks:
        done.append(case.ready[0])
        case.complete(case.ready[0])
    assert done == expected


def test_a_step_added_after_a_multi_instance_task_with_one_run_done():
    case = Walk(repeated("o"))
    case.complete("m", loop=1)
    moved(case, repeated("new", "o"))
    case.complete("m", loop=2)
    assert case.ready == ["new"]


def test_a_running_timer_keeps_its_moment():
    case = Walk(watched("a", "b"))
    due = case.position.next_due
    moved(case, watched("a", "new", "b"))
    assert case.position.next_due == due


def test_a_wait_for_a_message_and_a_service_go_on():
    def version(*more: str) -> bytes:
        body = element("receiveTask", "r", messageRef="m_answer") + service("v") + users(*more)
        return process(line("r", "v", *more, body=body), outside=MESSAGE)

    case = moved(Walk(version("o")), version("new", "o"))
    case.deliver("answer")
    case = moved(case, version("o"))
    case.finish("v")
    assert case.ready == ["o"]


def refused(case: Walk, bpmn: bytes) -> set[tuple[str, str | None]]:
    new = load(bpmn)
    report = engine.predict_migration(case.process, new, case.position.state)
    with pytest.raises(engine.MigrationRefused):
        engine.migrate(case.position.state, case.process, new)
    return {(found.code, found.element) for found in report.refused}


def test_it_is_refused_when_the_present_step_is_gone_or_of_another_kind():
    assert refused(Walk(straight("a", "b")), straight("b")) == {("migration-removed", "a")}
    other = process(line("a", "b", body=service("a") + user("b")))
    assert refused(Walk(straight("a", "b")), other) == {("migration-other-kind", "a")}
    assert refused(Walk(straight("m", "o")), repeated("o")) == {("migration-other-kind", "m")}
    assert ("migration-removed", "i1") in refused(Walk(nested(("i1",), ())), straight("sub"))


def test_it_is_refused_when_a_waiting_branch_would_never_be_joined():
    case = Walk(block())
    case.complete("a")
    drawn = start() + gateway("parallel", "f") + users("a", "b", "c", "z") + gateway("parallel", "j") + end()
    new = process(drawn + path("s", "f", "a", "c", "j", "z", "e") + path("f", "b", "j"))
    assert ("migration-join", "j") in refused(case, new)


def test_it_is_refused_for_a_case_that_has_ended():
    case = Walk(straight("a"))
    case.complete("a")
    assert refused(case, straight("a", "b")) == {("migration-ended", None)}


def test_the_report_tells_where_the_case_stands_and_what_is_new():
    case = Walk(straight("a", "b"))
    report = engine.predict_migration(case.process, load(watched("a", "new", "b")), case.position.state)
    assert report.possible
    assert report.standing == ("a",)
    assert report.added == ("e2", "new", "t")
    assert [(found.code, found.element) for found in report.warnings] == [("migration-unarmed", "t")]


def test_predicting_changes_nothing_and_asks_for_the_right_version():
    case = Walk(straight("a", "b"))
    other = load(straight("a", "c"))
    before = case.position.state
    engine.predict_migration(case.process, other, before)
    assert case.position.state == before
    with pytest.raises(engine.StateRefused):
        engine.predict_migration(other, case.process, before)
    with pytest.raises(engine.StateRefused):
        engine.complete(other, before, case.task("a").id, variables={}, case={}, now=NOW)


def test_messages_are_mentioned_once():
    body = user("x") + boundary("b", "x", message("m_answer"), interrupting=False) + end("e2")
    bpmn = process(start() + body + end() + path("s", "x", "e") + path("b", "e2"), outside=MESSAGE)
    case = Walk(bpmn)
    report = engine.predict_migration(case.process, load(bpmn), case.position.state)
    assert sorted(report.standing) == ["b", "x"]
