# ruff: noqa: E501 - diagrams and tables keep one row a line
"""Timers, messages, errors and escalations."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app import engine
from tests.engine.drawing import (
    MESSAGE,
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
    service,
    start,
    timer,
    user,
    users,
)
from tests.engine.walking import NOW, Walk

DAY = timedelta(days=1)


def waiting(kind: str, text: str, **case: object) -> Walk:
    return Walk(process(line("x", body=element("intermediateCatchEvent", "x", timer(kind, text)))), case=case)


def watched(kind: str, text: str, *, interrupting: bool = False) -> Walk:
    body = user("x") + boundary("b", "x", timer(kind, text), interrupting=interrupting) + user("y")
    return Walk(process(start() + body + end() + end("e2") + path("s", "x", "e") + path("b", "y", "e2")))


# --- Timers


@pytest.mark.parametrize(
    ("kind", "text", "due"),
    [
        ("timeDuration", "PT1H", datetime(2026, 11, 20, 3, 0, tzinfo=UTC)),
        ("timeDuration", "P1W", datetime(2026, 11, 27, 2, 0, tzinfo=UTC)),
        ("timeDuration", "P1M", datetime(2026, 12, 20, 2, 0, tzinfo=UTC)),
        ("timeDuration", "P1Y2M", datetime(2028, 1, 20, 2, 0, tzinfo=UTC)),
        ("timeDuration", "P1DT12H30M15S", datetime(2026, 11, 21, 14, 30, 15, tzinfo=UTC)),
        ("timeDuration", '=duration("P3D")', datetime(2026, 11, 23, 2, 0, tzinfo=UTC)),
        ("timeDuration", "=case.wait", datetime(2026, 11, 22, 2, 0, tzinfo=UTC)),
        ("timeDate", "2026-11-30T17:00:00+07:00", datetime(2026, 11, 30, 10, 0, tzinfo=UTC)),
        ("timeDate", "2026-11-30T17:00:00Z", datetime(2026, 11, 30, 17, 0, tzinfo=UTC)),
        ("timeDate", "=case.day", datetime(2026, 11, 29, 17, 0, tzinfo=UTC)),
        ("timeDate", '=date("2026-11-30")', datetime(2026, 11, 29, 17, 0, tzinfo=UTC)),
        ("timeDate", '=date and time("2026-11-30T08:00:00")', datetime(2026, 11, 30, 1, 0, tzinfo=UTC)),
        (
            "timeDate",
            '=date and time("2026-11-30T08:00:00+09:00")',
            datetime(2026, 11, 29, 23, 0, tzinfo=UTC),
        ),
    ],
)
def test_a_timer_is_due_when_its_text_says_and_not_before(kind: str, text: str, due: datetime):
    case = waiting(kind, text, day=date(2026, 11, 30), wait="P2D")
    assert case.position.next_due == due
    assert case.at(due - timedelta(seconds=1)).status == "running"
    assert case.position.next_due == due
    assert case.at(due).status == "completed"


def test_a_date_that_has_passed_fires_at_once():
    assert waiting("timeDate", "2026-11-01T00:00:00+07:00").position.status == "completed"


@pytest.mark.parametrize("text", ["=null", "=case.nothing", '="soon"', "=5", '="-P1D"', "=true"])
def test_a_timer_without_a_usable_value_fails_the_step(text: str):
    with pytest.raises(engine.EngineError) as failure:
        waiting("timeDuration", text)
    assert failure.value.element == "x"


def test_an_interrupting_timer_withdraws_the_task():
    case = watched("timeDuration", "P3D", interrupting=True)
    task = case.task("x").id
    case.at(NOW + 3 * DAY)
    assert (case.ready, case.position.next_due) == (["y"], None)
    with pytest.raises(engine.TaskNotWaiting):
        engine.complete(case.process, case.position.state, task, variables={}, case={}, now=NOW)


def test_completing_the_task_disarms_its_timers():
    case = watched("timeDuration", "P3D")
    case.complete("x")
    assert (case.position.status, case.position.next_due) == ("completed", None)


def test_a_timer_that_does_not_interrupt_fires_once():
    case = watched("timeDuration", "P3D")
    case.at(NOW + 3 * DAY)
    assert case.ready == ["x", "y"]
    case.at(NOW + 9 * DAY)
    assert case.ready == ["x", "y"]


def test_a_cycle_fires_as_often_as_it_says():
    case = watched("timeCycle", "R3/P1D")
    for number in (1, 2, 3):
        assert case.position.next_due == NOW + number * DAY
        case.at(NOW + number * DAY)
        assert case.ready == ["x"] + ["y"] * number
    assert case.position.next_due is None


def test_missed_firings_of_a_cycle_count_as_one():
    case = watched("timeCycle", "R5/P1D")
    case.at(NOW + 3 * DAY + timedelta(hours=5))
    assert case.ready == ["x", "y"]
    assert case.position.next_due == NOW + 4 * DAY
    case.at(NOW + 40 * DAY)
    assert case.ready == ["x", "y", "y"]
    assert case.position.next_due is None


def test_an_endless_cycle_goes_on():
    case = watched("timeCycle", "R/PT1H")
    case.at(NOW + 365 * DAY)
    assert case.ready == ["x", "y"]
    assert case.position.next_due == NOW + 365 * DAY + timedelta(hours=1)


def test_a_monthly_cycle_keeps_its_day():
    case = watched("timeCycle", "R/2027-01-31T09:00:00+07:00/P1M")
    seen = []
    for _ in range(4):
        seen.append(case.position.next_due.date().isoformat())
        case.at(case.position.next_due)
    assert seen == ["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30"]


def test_firing_twice_at_the_same_moment_does_it_once():
    case = watched("timeCycle", "R3/P1D")
    case.at(NOW + DAY)
    before = case.position.state
    case.at(NOW + DAY)
    assert case.ready == ["x", "y"]
    assert case.position.state == before


def test_a_timer_keeps_its_moment_over_reloading_and_other_steps():
    body = gateway("parallel", "g") + users("x", "z") + boundary("b", "x", timer("timeDuration", "P3D")) + end("e2")
    case = Walk(process(start() + body + end() + path("s", "g", "x", "e") + path("g", "z", "e") + path("b", "e2")))
    case.now = NOW + DAY
    case.complete("z")
    assert case.position.next_due == NOW + 3 * DAY


def test_a_loop_back_to_a_task_arms_its_timer_anew():
    body = user("x") + boundary("b", "x", timer("timeDuration", "P3D"), interrupting=False) + users("y", "r")
    ways = path("s", "m", "x", "r", "g", "e") + flow("g", "m", "=again") + path("b", "y", "e2")
    gates = gateway("exclusive", "m") + gateway("exclusive", "g", default="g_e")
    case = Walk(process(start() + body + gates + end() + end("e2") + ways))
    for number in range(4):
        assert case.position.next_due == NOW + number * DAY + 3 * DAY
        case.complete("x")
        assert case.position.next_due is None
        case.now = NOW + (number + 1) * DAY
        case.complete("r", again=number < 3)
    assert case.position.status == "completed"


# --- Messages


def test_a_sent_message_carries_its_payload_and_nothing_else():
    extension = own(
        '<td:correlation key="agency" value="=case.agency"/>',
        '<td:correlation key="year" value="=case.year"/>',
        '<td:payload name="title" value="=case.title"/>',
        '<td:payload name="twice" value="=secret * 2"/>',
    )
    body = element("sendTask", "x", extension, messageRef="m_question")
    case = Walk(
        process(line("x", body=body), outside=MESSAGE),
        case={"agency": "H01", "title": "Báo cáo", "year": 2026}, secret=21,
    )  # fmt: skip
    assert case.position.thrown == (
        engine.Message("question", {"agency": "H01", "year": "2026"}, {"title": "Báo cáo", "twice": 42}),
    )
    assert engine.look(case.process, case.position.state).thrown == ()


def test_a_correlation_without_a_value_fails_the_step():
    extension = own('<td:correlation key="agency" value="=case.nobody"/>')
    body = element("sendTask", "x", extension, messageRef="m_question")
    with pytest.raises(engine.EngineError):
        Walk(process(line("x", body=body), outside=MESSAGE))


def hearing() -> Walk:
    extension = own('<td:correlation key="agency" value="=case.agency"/>', '<td:result variable="reply"/>')
    body = element("receiveTask", "x", extension, messageRef="m_answer") + user("after")
    return Walk(process(line("x", "after", body=body), outside=MESSAGE), case={"agency": "H01"})


def test_a_wait_names_its_message_and_correlation():
    assert hearing().position.waits == (engine.MessageWait("answer", {"agency": "H01"}, "x"),)


@pytest.mark.parametrize(
    ("name", "correlation"),
    [
        ("answer", {}),
        ("answer", {"agency": "H02"}),
        ("question", {"agency": "H01"}),
        ("answer", {"Agency": "H01"}),
    ],
)
def test_a_message_for_somebody_else_is_not_taken(name: str, correlation: dict[str, str]):
    case = hearing()
    before = case.position.state
    assert case.deliver(name, correlation) is None
    assert case.position.state == before


def test_a_message_brings_its_payload_in_one_variable():
    case = hearing()
    case.deliver("answer", {"agency": "H01", "more": "x"}, text="yes", typename_="harmless")
    assert case.task("after").variables == {"reply": {"text": "yes", "typename_": "harmless"}}
    assert case.deliver("answer", {"agency": "H01"}) is None


def test_a_payload_with_a_reserved_name_is_refused():
    with pytest.raises(engine.UnacceptableValue):
        hearing().deliver("answer", {"agency": "H01"}, typename="UUID")


def test_a_message_goes_to_one_wait_only():
    hears = "".join(element("intermediateCatchEvent", n, message("m_answer")) for n in ("a", "b"))
    drawn = start() + gateway("parallel", "g") + hears + users("x", "y") + end()
    case = Walk(process(drawn + path("s", "g", "a", "x", "e") + path("g", "b", "y", "e"), outside=MESSAGE))
    case.deliver("answer")
    assert case.ready == ["x"]
    case.deliver("answer")
    assert case.ready == ["x", "y"]


def test_a_message_boundary_that_does_not_interrupt_can_happen_again():
    body = user("x") + boundary("b", "x", own('<td:result variable="news"/>') + message("m_answer"), interrupting=False)
    drawn = start() + body + user("y") + end() + end("e2") + path("s", "x", "e") + path("b", "y", "e2")
    case = Walk(process(drawn, outside=MESSAGE))
    for number in (1, 2, 3):
        case.deliver("answer", number=number)
        assert case.ready == ["x"] + ["y"] * number
    assert [t.variables["news"]["number"] for t in case.position.tasks if t.element == "y"] == [1, 2, 3]
    case.complete("x")
    assert case.position.waits == ()


def test_nothing_is_delivered_to_a_case_that_has_ended():
    case = hearing()
    case.deliver("answer", {"agency": "H01"})
    case.complete("after")
    assert case.deliver("answer", {"agency": "H01"}) is None


# --- Errors and escalations

CODES = (
    '<bpmn:error id="bad" errorCode="bad"/><bpmn:error id="worse" errorCode="worse"/>'
    '<bpmn:escalation id="late" escalationCode="late"/>'
)


def raises(reference: str) -> str:
    return f'<bpmn:errorEventDefinition errorRef="{reference}"/>'


def inside(last: str, *more: str) -> str:
    return start("i_s") + user("judge") + end("i_e", last) + path("i_s", "judge", "i_e") + "".join(more)


def failing(*events: str, thrown: str = "bad") -> Walk:
    body = element("subProcess", "sub", inside(raises(thrown))) + user("after") + "".join(events) + user("fix")
    return Walk(process(start() + body + end() + path("s", "sub", "after", "e") + path("fix", "e"), outside=CODES))


def test_an_error_end_is_caught_around_the_sub_process_and_stops_it():
    case = failing(boundary("b", "sub", raises("bad")), path("b", "fix"))
    case.complete("judge", reason="r")
    assert case.ready == ["fix"]
    assert case.task("fix").variables == {"reason": "r"}
    assert "sub_after" not in case.passed
    assert case.position.uncaught_error is None


def test_the_event_with_the_very_code_comes_before_the_one_for_all():
    catch_all = boundary("any", "sub", "<bpmn:errorEventDefinition/>")
    case = failing(
        catch_all,
        boundary("b", "sub", raises("bad")),
        user("other"),
        path("any", "other", "e"),
        path("b", "fix"),
    )
    case.complete("judge")
    assert case.ready == ["fix"]
    case = failing(
        catch_all,
        boundary("b", "sub", raises("worse")),
        user("other"),
        path("any", "other", "e"),
        path("b", "fix"),
    )
    case.complete("judge")
    assert case.ready == ["other"]


def test_an_error_nobody_catches_keeps_the_token_and_is_reported():
    case = failing(boundary("b", "sub", raises("worse")), path("b", "fix"))
    case.complete("judge")
    assert (case.position.uncaught_error, case.position.uncaught_at) == ("bad", "i_e")
    assert (case.position.status, case.ready) == ("running", [])
    assert "sub_after" not in case.passed
    assert engine.look(case.process, case.position.state).uncaught_error is None


def test_an_error_climbs_out_of_nested_sub_processes():
    inner = element("subProcess", "inner", inside(raises("bad")))
    outer = start("o_s") + inner + end("o_e") + path("o_s", "inner", "o_e")
    body = element("subProcess", "outer", outer) + boundary("b", "outer", raises("bad")) + user("fix")
    case = Walk(process(start() + body + end() + path("s", "outer", "e") + path("b", "fix", "e"), outside=CODES))
    case.complete("judge")
    assert case.ready == ["fix"]
    assert case.complete("fix").status == "completed"


def test_an_error_of_a_called_process_is_caught_at_the_call():
    called = process(
        start() + user("judge") + end("e", raises("bad")) + path("s", "judge", "e"),
        key="called",
        outside=CODES,
    )
    body = element("callActivity", "call", calledElement="called") + boundary("b", "call", raises("bad")) + user("fix")
    caller = process(start() + body + end() + path("s", "call", "e") + path("b", "fix", "e"), outside=CODES)
    case = Walk(caller, called={"called": called})
    case.complete("judge")
    assert case.ready == ["fix"]


def served() -> Walk:
    body = service("x") + boundary("b", "x", raises("bad")) + users("fix", "after")
    return Walk(process(start() + body + end() + path("s", "x", "after", "e") + path("b", "fix", "e"), outside=CODES))


def test_a_service_task_waits_for_its_handler_and_takes_what_it_set():
    case = served()
    waiting_service = case.position.services[0]
    assert (waiting_service.element, waiting_service.handler) == ("x", "work")
    case.finish("x", number="123/BC")
    assert case.task("after").variables == {"number": "123/BC"}


def test_an_error_of_a_handler_is_caught_at_its_task():
    case = served()
    case.fail("x", "bad")
    assert (case.ready, case.services) == (["fix"], [])


def test_an_error_of_a_handler_that_nobody_catches_changes_nothing():
    case = served()
    before = case.position.state
    with pytest.raises(engine.UncaughtError) as failure:
        case.fail("x", "unknown")
    assert (failure.value.code, failure.value.element) == ("unknown", "x")
    assert case.position.state == before


def test_an_error_of_a_handler_climbs_out():
    inner = start("i_s") + service("x") + end("i_e") + path("i_s", "x", "i_e")
    body = element("subProcess", "sub", inner) + boundary("b", "sub", raises("bad")) + user("fix")
    case = Walk(process(start() + body + end() + path("s", "sub", "e") + path("b", "fix", "e"), outside=CODES))
    case.fail("x", "bad")
    assert case.ready == ["fix"]


def escalating(*, interrupting: bool, throw_end: bool = False) -> Walk:
    definition = '<bpmn:escalationEventDefinition escalationRef="late"/>'
    if throw_end:
        inner = start("i_s") + user("judge") + end("i_e", definition) + path("i_s", "judge", "i_e")
    else:
        tell = element("intermediateThrowEvent", "tell", definition)
        inner = (
            start("i_s")
            + user("judge")
            + tell
            + user("go_on")
            + end("i_e")
            + path("i_s", "judge", "tell", "go_on", "i_e")
        )
    body = (
        element("subProcess", "sub", inner) + boundary("b", "sub", definition, interrupting=interrupting) + user("boss")
    )
    return Walk(
        process(
            start() + body + end() + end("e2") + path("s", "sub", "e") + path("b", "boss", "e2"),
            outside=CODES,
        )
    )


def test_an_escalation_tells_without_stopping():
    case = escalating(interrupting=False)
    case.complete("judge")
    assert case.ready == ["boss", "go_on"]


def test_an_escalation_can_stop_the_sub_process():
    case = escalating(interrupting=True)
    case.complete("judge")
    assert case.ready == ["boss"]
    assert case.complete("boss").status == "completed"


def test_an_escalation_at_the_end_of_a_sub_process_is_caught():
    case = escalating(interrupting=False, throw_end=True)
    case.complete("judge")
    assert case.ready == ["boss"]
    assert case.complete("boss").status == "completed"


def test_an_escalation_nobody_catches_is_passed():
    tell = element("intermediateThrowEvent", "tell", '<bpmn:escalationEventDefinition escalationRef="late"/>')
    assert Walk(process(line("tell", body=tell), outside=CODES)).position.status == "completed"


def test_terminate_ends_only_its_own_scope():
    inner = (
        start("i_s") + gateway("parallel", "g") + users("a", "b") + end("i_e")
        + end("i_t", "<bpmn:terminateEventDefinition/>") + path("i_s", "g", "a", "i_e") + path("g", "b", "i_t")
    )  # fmt: skip
    case = Walk(process(line("sub", "after", body=element("subProcess", "sub", inner) + user("after"))))
    assert case.ready == ["a", "b"]
    case.complete("b", stopped=True)
    assert case.ready == ["after"]
    assert case.position.variables == {"stopped": True}


def test_withdrawing_a_sub_process_withdraws_what_runs_inside():
    inner_loop = "<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>"
    deep = start("d_s") + user("deep") + end("d_e") + path("d_s", "deep", "d_e")
    inner = start("i_s") + element("subProcess", "each", inner_loop + deep) + end("i_e") + path("i_s", "each", "i_e")
    body = element("subProcess", "sub", inner) + boundary("b", "sub", timer("timeDuration", "P1D")) + user("fix")
    case = Walk(process(start() + body + end() + path("s", "sub", "e") + path("b", "fix", "e")))
    assert case.ready == ["deep", "deep"]
    case.at(NOW + DAY)
    assert case.ready == ["fix"]
    assert "deep" not in case.position.state
    assert case.complete("fix").status == "completed"
