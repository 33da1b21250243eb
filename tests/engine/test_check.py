# ruff: noqa: E501 - diagrams and tables keep one row a line
"""What `check` refuses, and that it names the element and the line."""

import socket

import pytest

from app import engine
from tests.engine.drawing import (
    ASSIGNED,
    FORM,
    FORMS,
    MESSAGE,
    boundary,
    document,
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

ERROR = '<bpmn:error id="err" errorCode="bad"/><bpmn:escalation id="esc" escalationCode="late"/>'
LINKED = "<bpmn:linkEventDefinition name='x'/>"


def codes(bpmn: bytes, **known: object) -> set[tuple[str, str | None]]:
    given = {"forms": FORMS, "handlers": {"work"}, "called": {"other"}, **known}
    return {(found.code, found.element) for found in engine.check(bpmn, **given)}


def one(tag: str, inside: str = "", outside: str = "", **attributes: str) -> bytes:
    """A straight process whose only step `x` is the given element."""
    return process(line("x", body=element(tag, "x", inside, **attributes)), outside=outside)


def race(*events: str) -> bytes:
    """An event gateway before the given events a, b, …"""
    names = "abc"[: len(events)]
    drawn = "".join(element("intermediateCatchEvent", n, event) for n, event in zip(names, events, strict=True))
    ways = "".join(path("g", name, "e") for name in names)
    return process(start() + gateway("eventBased", "g") + drawn + end() + path("s", "g") + ways, outside=MESSAGE)


def looped(inside: str, own_loop: str = "") -> bytes:
    extra = own(own_loop) if own_loop else ""
    characteristics = "multiInstanceLoopCharacteristics"
    return process(line("x", body=user("x", f"<bpmn:{characteristics}>{extra}{inside}</bpmn:{characteristics}>")))


def choice(*flows: str, default: str = "") -> bytes:
    given = {"default": default} if default else {}
    drawn = start() + gateway("exclusive", "g", **given) + users("a", "b") + end()
    return process(drawn + path("s", "g") + path("a", "e") + path("b", "e") + "".join(flows))


def laned(lane: str) -> bytes:
    lanes = f'<bpmn:laneSet id="set"><bpmn:lane id="lane" name="L">{lane}</bpmn:lane></bpmn:laneSet>'
    return process(lanes + line("x", body=element("userTask", "x", own(ASSIGNED, FORM))))


TWO_STARTS = start() + start("s2") + end() + path("s", "e") + path("s2", "e")
ESCALATE = '<bpmn:escalationEventDefinition escalationRef="esc"/>'
FAIL = '<bpmn:errorEventDefinition errorRef="err"/>'
INNER = start("i_s") + end("i_e") + path("i_s", "i_e")

REFUSED: list[tuple[str, bytes, str, str | None]] = [
    # Elements that are not executed
    ("script task", one("scriptTask", "<bpmn:script>1</bpmn:script>"), "script-task", "x"),
    ("task without kind", one("task"), "undefined-task", "x"),
    ("link throw", one("intermediateThrowEvent", LINKED), "link-event", "x"),
    ("link catch", one("intermediateCatchEvent", LINKED), "link-event", "x"),
    ("compensation throw", one("intermediateThrowEvent", "<bpmn:compensateEventDefinition/>"), "compensation", "x"),
    ("compensation activity", one("userTask", own(ASSIGNED, FORM), isForCompensation="true"), "compensation", "x"),
    ("event sub-process", process(line("x", body=user("x") + element("subProcess", "sub", INNER, triggeredByEvent="true"))), "event-sub-process", "sub"),
    ("complex gateway", one("complexGateway"), "complex-gateway", "x"),
    ("signal throw", one("intermediateThrowEvent", "<bpmn:signalEventDefinition/>"), "signal-event", "x"),
    ("signal end", process(start() + end("e", "<bpmn:signalEventDefinition/>") + path("s", "e")), "signal-event", "e"),
    ("conditional event", one("intermediateCatchEvent", "<bpmn:conditionalEventDefinition><bpmn:condition>=x</bpmn:condition></bpmn:conditionalEventDefinition>"), "conditional-event", "x"),
    ("transaction", one("transaction", INNER), "transaction", "x"),
    ("ad-hoc", one("adHocSubProcess", user("y")), "ad-hoc", "x"),
    ("timer start", process(element("startEvent", "s", timer("timeDuration", "P1D")) + end() + path("s", "e")), "start-event-kind", "s"),
    ("data input", one("userTask", own(ASSIGNED, FORM) + '<bpmn:dataInputAssociation id="d"><bpmn:targetRef>q</bpmn:targetRef></bpmn:dataInputAssociation>'), "data-flow", "x"),
    ("potential owner", one("userTask", own(ASSIGNED, FORM) + '<bpmn:potentialOwner id="o"/>'), "performer", "x"),
    ("two definitions", one("intermediateCatchEvent", message("m_answer") + timer("timeDuration", "P1D"), MESSAGE), "several-events", "x"),
    ("token quantity", one("userTask", own(ASSIGNED, FORM), startQuantity="2"), "token-quantity", "x"),
    ("instantiating receive", one("receiveTask", "", MESSAGE, messageRef="m_answer", instantiate="true"), "start-event-kind", "x"),
    ("parallel event gateway", one("eventBasedGateway", eventGatewayType="Parallel"), "event-gateway-type", "x"),
    ("foreign element", process(line("x", body=user("x", "", '<z:assignment xmlns:z="http://camunda.org/schema/1.0/bpmn"/>'))), "foreign-element", "x"),
    ("foreign attribute", process(line("x", body=user("x").replace('id="x"', 'id="x" xmlns:z="urn:z" z:formKey="a"', 1))), "foreign-attribute", "x"),
    ("unknown td element", process(line("x", body=user("x", "", "<td:magic/>"))), "td-misplaced", "x"),
    ("td on the wrong element", one("manualTask", own(ASSIGNED, FORM)), "td-misplaced", "x"),
    ("unknown td attribute", process(line("x", body=user("x", "", '<td:due rule="5d" by="me"/>'))), "td-attribute", "x"),
    ("td attribute missing", process(line("x", body=user("x", "", "<td:due/>"))), "td-attribute-missing", "x"),
    ("td twice", process(line("x", body=user("x", "", FORM))), "td-twice", "x"),
    # Ids
    ("id Start", process(line("Start", body=user("Start"))), "id-reserved", "Start"),
    ("id End", process(start() + end("End") + path("s", "End")), "id-reserved", "End"),
    ("id of the library", process(line("p.EndJoin", body=user("p.EndJoin"))), "id-reserved", "p.EndJoin"),
    ("id twice", process(line("x", body=user("x") + user("x"))), "id-twice", "x"),
    ("process id reserved", process(line("x", body=user("x")), key="Root"), "id-reserved", "Root"),
    # The process
    ("nothing executable", document('<bpmn:process id="p"><bpmn:startEvent id="s"/></bpmn:process>'), "no-executable-process", None),
    ("two executable", document(f'<bpmn:process id="p" isExecutable="true">{INNER}</bpmn:process><bpmn:process id="q" isExecutable="true"/>'), "several-executable-processes", "q"),
    ("content in another pool", document(f'<bpmn:process id="p" isExecutable="true">{INNER}</bpmn:process><bpmn:process id="q">{start("x")}</bpmn:process>'), "second-process", "q"),
    ("not BPMN", b"<html/>", "not-bpmn", None),
    # The graph
    ("two starts", process(TWO_STARTS), "start-events", "s2"),
    ("no start", process(end()), "start-events", "p"),
    ("no end", process(start() + user("x") + path("s", "x", "x")), "no-end-event", "p"),
    ("loop without end", process(start() + users("a", "b") + end() + gateway("exclusive", "g") + path("s", "g", "a", "b", "g")), "unreachable", "e"),
    ("loop with no way out", process(start() + users("a", "b") + end() + gateway("exclusive", "g") + path("s", "g", "a", "b", "g")), "no-way-to-end", "a"),
    ("dead end", process(start() + user("x") + end() + path("s", "x")), "dead-end", "x"),
    ("unreachable", process(line("x", body=users("x", "y")) + path("y", "e")), "unreachable", "y"),
    ("dangling flow", process(line("x", body=user("x")) + flow("x", "nowhere")), "dangling-flow", "x_nowhere"),
    ("doubled flow", choice(flow("g", "a", "=x"), flow("g", "a", "=y", "again"), flow("g", "b", "=z")), "doubled-flow", "g_a"),
    ("flow into start", process(line("x", body=user("x")) + path("x", "s")), "flow-into-start", "s"),
    ("flow out of end", process(line("x", body=user("x")) + path("e", "x")), "flow-out-of-end", "e"),
    ("several flows leave a task", process(line("x", body=users("x", "y")) + path("x", "y", "e")), "several-flows", "x"),
    ("condition on the only flow", process(start() + user("x") + end() + path("s", "x") + flow("x", "e", "=ok")), "condition-ignored", "x_e"),
    ("condition after a parallel gateway", process(start() + gateway("parallel", "g") + users("a", "b") + end() + path("s", "g", "a", "e") + flow("g", "b", "=ok") + path("b", "e")), "condition-ignored", "g_b"),
    ("flow without condition", choice(flow("g", "a", "=x"), flow("g", "b")), "flow-without-condition", "g_b"),
    ("default with condition", choice(flow("g", "a", "=x"), flow("g", "b", "=y"), default="g_b"), "default-with-condition", "g_b"),
    ("default elsewhere", choice(flow("g", "a", "=x"), flow("g", "b", "=y"), default="a_e"), "default-elsewhere", "g"),
    ("default on a task", process(line("x", body=user("x").replace('id="x"', 'id="x" default="x_e"', 1))), "default-misplaced", "x"),
    ("two timers at one event gateway", race(timer("timeDuration", "P1D"), timer("timeDuration", "P2D")), "event-gateway-timers", "g"),
    ("event gateway alone", race(timer("timeDuration", "P1D")), "event-gateway-alone", "g"),
    ("task after an event gateway", process(start() + gateway("eventBased", "g") + users("a", "b") + end() + path("s", "g", "a", "e") + path("g", "b", "e")), "event-gateway-target", "a"),
    ("join that waits for ever", process(start() + gateway("exclusive", "g", default="g_b") + users("a", "b") + gateway("parallel", "j") + end() + path("s", "g") + flow("g", "a", "=x") + flow("g", "b") + path("a", "j", "e") + path("b", "j")), "never-joined", "j"),
    ("loop without any wait", process(start() + gateway("exclusive", "m") + gateway("exclusive", "g", default="g_e") + end() + path("s", "m", "g", "e") + flow("g", "m", "=x")), "automatic-loop", "m"),
    ("empty sub-process", one("subProcess"), "start-events", "x"),
    # People and work
    ("lane without role", laned("<bpmn:flowNodeRef>x</bpmn:flowNodeRef>"), "lane-without-role", "lane"),
    ("lane with empty assignment", laned(own("<td:assignment/>")), "lane-without-role", "lane"),
    ("lane with unknown role", laned(own('<td:assignment role="king"/>')), "unknown-role", "lane"),
    ("lane refers to nothing", laned(own(ASSIGNED) + "<bpmn:flowNodeRef>zz</bpmn:flowNodeRef>"), "lane-dangling", "lane"),
    ("element in two lanes", process('<bpmn:laneSet id="set">' + "".join(f'<bpmn:lane id="lane{n}">{own(ASSIGNED)}<bpmn:flowNodeRef>x</bpmn:flowNodeRef></bpmn:lane>' for n in (1, 2)) + "</bpmn:laneSet>" + line("x", body=user("x"))), "in-two-lanes", "x"),
    ("nobody assigned", one("manualTask"), "no-assignment", "x"),
    ("unknown role", one("manualTask", own('<td:assignment role="king"/>')), "unknown-role", "x"),
    ("no form", one("userTask", own(ASSIGNED)), "missing-form", "x"),
    ("missing form", one("userTask", own(ASSIGNED, '<td:form key="lost"/>')), "unknown-form", "x"),
    ("no handler", one("serviceTask"), "missing-handler", "x"),
    ("unknown handler", one("serviceTask", own('<td:handler name="magic"/>')), "unknown-handler", "x"),
    ("no called process", one("callActivity"), "missing-called-process", "x"),
    ("unknown called process", one("callActivity", calledElement="lost"), "unknown-called-process", "x"),
    ("calls itself", one("callActivity", calledElement="p"), "calls-itself", "x"),
    ("no decision", one("businessRuleTask", own('<td:result variable="y"/>')), "missing-decision", "x"),
    ("unknown decision", one("businessRuleTask", own('<td:decision ref="lost"/>', '<td:result variable="y"/>')), "unknown-decision", "x"),
    ("due rule", process(line("x", body=user("x", "", '<td:due rule="soon"/>'))), "due-rule", "x"),
    ("reminder policy", process(line("x", body=user("x", "", '<td:reminders policy="Every Day"/>'))), "reminder-policy", "x"),
    # Events
    ("bare catch", one("intermediateCatchEvent"), "event-without-definition", "x"),
    ("bare throw", one("intermediateThrowEvent"), "event-without-definition", "x"),
    ("receive without message", one("receiveTask"), "message-missing", "x"),
    ("send without message", one("sendTask"), "message-missing", "x"),
    ("empty timer", one("intermediateCatchEvent", "<bpmn:timerEventDefinition/>"), "timer-empty", "x"),
    ("naive date", one("intermediateCatchEvent", timer("timeDate", "2026-11-30T17:00:00")), "timer-without-offset", "x"),
    ("bare day", one("intermediateCatchEvent", timer("timeDate", "2026-11-30")), "timer-without-offset", "x"),
    ("no date", one("intermediateCatchEvent", timer("timeDate", "tomorrow")), "timer-date", "x"),
    ("no duration", one("intermediateCatchEvent", timer("timeDuration", "3 days")), "timer-duration", "x"),
    ("negative duration", one("intermediateCatchEvent", timer("timeDuration", "-P1D")), "timer-duration", "x"),
    ("no cycle", process(line("x", body=user("x") + boundary("b", "x", timer("timeCycle", "0 9 * * *"), interrupting=False) + path("b", "e"))), "timer-cycle", "b"),
    ("interrupting cycle", process(line("x", body=user("x") + boundary("b", "x", timer("timeCycle", "R3/P1D")) + path("b", "e"))), "timer-cycle-interrupts", "b"),
    ("cycle while waiting", one("intermediateCatchEvent", timer("timeCycle", "R3/P1D")), "timer-cycle-interrupts", "x"),
    ("boundary on nothing", process(line("x", body=user("x") + boundary("b", "gone", timer("timeDuration", "P1D")) + path("b", "e"))), "boundary-host", "b"),
    ("boundary on a gateway", process(line("x", body=gateway("exclusive", "x") + boundary("b", "x", timer("timeDuration", "P1D")) + path("b", "e"))), "boundary-host", "b"),
    ("error on a user task", process(line("x", body=user("x") + boundary("b", "x", FAIL) + path("b", "e")), outside=ERROR), "boundary-never", "b"),
    ("error that does not interrupt", process(line("x", body=service("x") + boundary("b", "x", FAIL, interrupting=False) + path("b", "e")), outside=ERROR), "error-must-interrupt", "b"),
    ("escalation without code", process(start() + end("e", "<bpmn:escalationEventDefinition/>") + path("s", "e")), "code-missing", "e"),
    ("error without code", process(start() + end("e", '<bpmn:errorEventDefinition errorRef="gone"/>') + path("s", "e")), "code-missing", "e"),
    # Loops
    ("how often is missing", looped(""), "loop-how-often", "x"),
    ("how often is said twice", looped("<bpmn:loopCardinality>3</bpmn:loopCardinality>", '<td:loop collection="=case.all"/>'), "loop-how-often", "x"),
    ("item without collection", looped("<bpmn:loopCardinality>3</bpmn:loopCardinality>", '<td:loop item="y"/>'), "loop-item", "x"),
    ("result without results", looped("", '<td:loop collection="=case.all" result="=y"/>'), "loop-result", "x"),
    ("reserved item name", looped("", '<td:loop collection="=case.all" item="typename"/>'), "bad-name", "x"),
    ("library loop data", looped("<bpmn:loopDataInputRef>people</bpmn:loopDataInputRef>"), "loop-data", "x"),
    ("loop without end", process(line("x", body=user("x", "<bpmn:standardLoopCharacteristics/>"))), "loop-endless", "x"),
]  # fmt: skip


@pytest.mark.parametrize(("bpmn", "code", "where"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_it_is_refused_and_the_element_is_named(bpmn: bytes, code: str, where: str | None):
    assert (code, where) in codes(bpmn)


@pytest.mark.parametrize("row", REFUSED, ids=[row[0] for row in REFUSED])
def test_compiling_refuses_what_the_check_refuses(row: tuple[str, bytes, str, str | None]):
    with pytest.raises(engine.Refused) as refused:
        engine.compile_process(row[1], forms=FORMS, handlers={"work"}, called={"other"})
    assert row[2] in {found.code for found in refused.value.findings}


def test_a_finding_names_the_line_and_speaks_both_languages():
    lines = document(
        "\n<bpmn:process id='p' isExecutable='true'>\n\n"
        + line("x", body="\n<bpmn:scriptTask id='x'/>")
        + "</bpmn:process>"
    )
    found = next(f for f in engine.check(lines, forms=()) if f.code == "script-task")
    assert found.line == 6
    assert "Script tasks are not supported" in found.message
    assert "Không hỗ trợ script task" in found.message_vi
    assert found.as_json() == {"code": "script-task", "element": "x", "line": 6, "message": found.message}


def test_checking_opens_no_file_and_no_connection(monkeypatch: pytest.MonkeyPatch):
    bpmn = process(line("x", body=user("x")))
    assert engine.check(bpmn, forms=FORMS) == []  # the schema has been read

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("touched the outside")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr("builtins.open", refuse)
    assert engine.check(bpmn, forms=FORMS) == []


def test_harmless_drawing_elements_are_accepted():
    notes = (
        '<bpmn:dataObject id="d"/><bpmn:dataObjectReference id="r" dataObjectRef="d"/>'
        '<bpmn:textAnnotation id="t"><bpmn:text>ghi chú</bpmn:text></bpmn:textAnnotation>'
        '<bpmn:association id="a" sourceRef="x" targetRef="t"/>'
    )
    assert codes(process(line("x", body=user("x")) + notes)) == set()


def test_an_outer_lane_needs_no_role_when_the_inner_ones_have_theirs():
    inner = f'<bpmn:lane id="inner" name="I">{own(ASSIGNED)}<bpmn:flowNodeRef>x</bpmn:flowNodeRef></bpmn:lane>'
    outer = f'<bpmn:lane id="outer" name="O"><bpmn:flowNodeRef>x</bpmn:flowNodeRef><bpmn:childLaneSet id="set2">{inner}'
    lanes = f'<bpmn:laneSet id="set">{outer}</bpmn:childLaneSet></bpmn:lane></bpmn:laneSet>'
    assert codes(process(lanes + line("x", body=element("userTask", "x", own(FORM))))) == set()


EXPORTED = """<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
 xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:td="urn:tiendo:bpmn:1.0"
 xmlns:bioc="http://bpmn.io/schema/bpmn/biocolor/1.0" xmlns:modeler="http://camunda.org/schema/modeler/1.0"
 xmlns:color="http://www.omg.org/spec/BPMN/non-normative/color/1.0" id="Definitions_1" targetNamespace="http://bpmn.io/schema/bpmn"
 exporter="Camunda Modeler" exporterVersion="5.40.0" modeler:executionPlatform="Camunda Cloud"
 xsi:schemaLocation="http://www.omg.org/spec/BPMN/20100524/MODEL http://www.omg.org/spec/BPMN/2.0/20100501/BPMN20.xsd">
 <process id="Process_1" isExecutable="true" processType="Private">
  <startEvent id="s"><outgoing>f1</outgoing></startEvent>
  <sequenceFlow id="f1" sourceRef="s" targetRef="x" />
  <userTask id="x" name="Soạn" startQuantity="1" completionQuantity="1" isForCompensation="false" implementation="##unspecified">
   <extensionElements><td:assignment role="specialist" /><td:form key="note" /></extensionElements>
   <incoming>f1</incoming><outgoing>f2</outgoing>
  </userTask>
  <exclusiveGateway id="g" gatewayDirection="Diverging" default="f4"><incoming>f2</incoming><outgoing>f3</outgoing><outgoing>f4</outgoing></exclusiveGateway>
  <endEvent id="e"><incoming>f3</incoming></endEvent><endEvent id="e2"><incoming>f4</incoming></endEvent>
  <sequenceFlow id="f2" sourceRef="x" targetRef="g" />
  <sequenceFlow id="f3" sourceRef="g" targetRef="e"><conditionExpression xsi:type="tFormalExpression" language="FEEL"><![CDATA[=a < 3]]></conditionExpression></sequenceFlow>
  <sequenceFlow id="f4" sourceRef="g" targetRef="e2" />
 </process>
 <bpmndi:BPMNDiagram id="BPMNDiagram_1"><bpmndi:BPMNPlane id="BPMNPlane_1" bpmnElement="Process_1">
  <bpmndi:BPMNShape id="x_di" bpmnElement="x" bioc:stroke="#0d4372" color:border-color="#0d4372"><dc:Bounds x="1" y="2" width="3" height="4" /></bpmndi:BPMNShape>
  <bpmndi:BPMNEdge id="f1_di" bpmnElement="f1"><di:waypoint x="1" y="1" /><di:waypoint x="2" y="2" /></bpmndi:BPMNEdge>
 </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</definitions>"""


def test_what_modelers_write_around_a_diagram_is_accepted():
    assert engine.check(EXPORTED.encode(), forms=FORMS) == []


def test_a_task_takes_the_assignment_of_its_lane_unless_it_has_its_own():
    lane = own('<td:assignment role="leader" agency="case.agency"/>') + "".join(
        f"<bpmn:flowNodeRef> {name}\n</bpmn:flowNodeRef>" for name in ("x", "y")
    )
    lanes = f'<bpmn:laneSet id="set"><bpmn:lane id="lane" name="Lãnh đạo">{lane}</bpmn:lane></bpmn:laneSet>'
    body = element("userTask", "x", own(FORM)) + user("y")
    compiled = engine.compile_process(process(lanes + line("x", "y", body=body)), forms=FORMS)
    tasks = {spec.id: spec for spec in compiled.elements}
    assert (tasks["x"].role, tasks["x"].agency, tasks["x"].lane) == ("leader", "case.agency", "Lãnh đạo")
    assert (tasks["y"].role, tasks["y"].agency) == ("specialist", None)


def test_compiling_tells_what_the_application_keeps():
    body = user("x", "", '<td:due rule="case-3wd"/>', '<td:reminders policy="standard"/>') + service("y")
    compiled = engine.compile_process(
        process(
            start() + body + gateway("exclusive", "g", default="g_e") + end() + path("s", "x", "y", "g", "e")
            + flow("g", "x", "=again and case.open and limit > 3")
        ),
        forms=FORMS,
    )  # fmt: skip
    x = next(spec for spec in compiled.elements if spec.id == "x")
    assert (x.kind, x.form_key, x.due_rule, x.reminders, x.line) == (
        "user_task",
        "note",
        "case-3wd",
        "standard",
        2,
    )
    assert next(spec for spec in compiled.elements if spec.id == "y").handler == "work"
    assert compiled.variables == {"again", "limit"}
    assert next(f for f in compiled.flows if f.id == "g_x").condition == "=again and case.open and limit > 3"
    assert (compiled.key, compiled.calls, len(compiled.checksum)) == ("p", (), 64)


def test_moving_shapes_or_renaming_the_file_keeps_the_checksum():
    first = engine.compile_process(process(line("x", body=user("x"))), forms=FORMS)
    moved = engine.compile_process(process("\n\n" + line("x", body=user("x"))), forms=FORMS)
    changed = engine.compile_process(process(line("x", "y", body=users("x", "y"))), forms=FORMS)
    assert first.checksum == moved.checksum != changed.checksum
