# ruff: noqa: E501 - diagrams and tables keep one row a line
"""Program code in every place where an expression may stand: refused everywhere, executed nowhere."""

import builtins
import contextlib
import os
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from app import engine
from tests.engine.drawing import (
    FORMS,
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
    start,
    timer,
    user,
    users,
)
from tests.support.effort import MOST_LINES, effort_of

PAYLOADS = [
    "__import__('os').system('true')",
    '__import__("os").system("true")',
    "open('/etc/passwd').read()",
    'open("/etc/passwd")',
    "exec('import os')",
    'exec("import os")',
    'eval("1+1")',
    'compile("1", "x", "eval")',
    'getattr(case, "x")',
    "().__class__.__base__.__subclasses__()",
    "[].__class__",
    '"".__class__.__mro__[1].__subclasses__()',
    "case.__class__.__init__.__globals__",
    "case.__dict__",
    "'{0.__class__}'.format(case)",
    '"%s" % case',
    "[x for x in case]",
    "{x for x in case}",
    "(x for x in case)",
    "lambda: 1",
    "(lambda: 1)()",
    "case.update({'status': 'approved'})",
    "case['status']",
    "case.status := 'approved'",
    "x = 1; y = 2",
    "import os",
    "while True: pass",
    "print('x')",
    "globals()",
    "locals()",
    "vars()",
    "dir()",
    "breakpoint()",
    "exit()",
    "raise SystemExit",
    "1 if True else 2",
    "not x is None",
    "a and b or c == d != e",
    "x ** y ** z if w",
    "f'{case}'",
    'f"{case}"',
    "b'x'",
    "case.agency.upper()",
    "case.items.append(9)",
    "len(case)",
    "str(case)",
    "${case.agency}",
    "#{case.agency}",
    "{{ case.agency }}",
    "<% case %>",
    "T(java.lang.Runtime).getRuntime().exec('id')",
    "''.getClass().forName('java.lang.Runtime')",
    "require('child_process').execSync('id')",
    "`id`",
    "$(id)",
    "; id",
    "1; DROP TABLE cases",
]


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def looped(inside: str, *attributes: str) -> bytes:
    extension = own(f"<td:loop {' '.join(attributes)}/>") if attributes else ""
    body = f"<bpmn:multiInstanceLoopCharacteristics>{extension}{inside}</bpmn:multiInstanceLoopCharacteristics>"
    return process(line("x", body=user("x", body)))


def at_boundary(kind: str, text: str) -> bytes:
    event = boundary("b", "x", timer(kind, text), interrupting=False)
    return process(line("x", body=user("x") + event + path("b", "e")))


def catching(kind: str, text: str) -> bytes:
    return process(line("x", body=element("intermediateCatchEvent", "x", timer(kind, text))))


def choosing(text: str, kind: str = "exclusive") -> bytes:
    drawn = start() + gateway(kind, "g", default="g_b") + users("a", "b") + end()
    plain = text.replace("&lt;", "<").replace("&amp;", "&").replace("&quot;", '"')
    return process(drawn + path("s", "g", "b", "e") + flow("g", "a", plain) + path("a", "e"))


def talking(tag: str, extension: str, *, event: bool = True) -> bytes:
    inside = own(extension) + (message("m_answer") if event else "")
    attributes = {} if event else {"messageRef": "m_answer"}
    return process(line("x", body=element(tag, "x", inside, **attributes)), outside=MESSAGE)


def raw(inside: str) -> bytes:
    """Something of another program inside a user task."""
    return process(line("x", body=user("x", inside)))


def foreign(name: str) -> Callable[[str], bytes]:
    head = 'xmlns:z="http://spiffworkflow.org/bpmn/schema/1.0/core"'
    return lambda text: process(line("x", body=user("x", "", f"<z:{name} {head}>{text}</z:{name}>")))


def script(tag: str, inside: str) -> Callable[[str], bytes]:
    return lambda text: process(line("x", body=element(tag, "x", inside.format(text))))


ASSIGNED = '<td:assignment role="specialist" agency="{}"/><td:form key="note"/>'
POSITIONS: dict[str, Callable[[str], bytes]] = {
    "condition": choosing,
    "inclusive condition": lambda text: choosing(text, "inclusive"),
    "timer date": lambda text: catching("timeDate", text),
    "timer duration": lambda text: catching("timeDuration", text),
    "timer cycle": lambda text: at_boundary("timeCycle", text),
    "boundary duration": lambda text: at_boundary("timeDuration", text),
    "cardinality": lambda text: looped(f"<bpmn:loopCardinality>{text}</bpmn:loopCardinality>"),
    "collection": lambda text: looped("", f'collection="{text}"'),
    "loop result": lambda text: looped("", 'collection="=case.all"', f'result="{text}"', 'results="r"'),
    "completion condition": lambda text: looped(
        f"<bpmn:completionCondition>{text}</bpmn:completionCondition>", 'collection="=case.all"'
    ),
    "loop condition": lambda text: process(
        line("x", body=user("x", "<bpmn:standardLoopCharacteristics><bpmn:loopCondition>"
        f"{text}</bpmn:loopCondition></bpmn:standardLoopCharacteristics>"))
    ),
    "thrown correlation": lambda text: talking("intermediateThrowEvent", f'<td:correlation key="k" value="{text}"/>'),
    "awaited correlation": lambda text: talking("intermediateCatchEvent", f'<td:correlation key="k" value="{text}"/>'),
    "payload": lambda text: talking("intermediateThrowEvent", f'<td:payload name="k" value="{text}"/>'),
    "send payload": lambda text: talking("sendTask", f'<td:payload name="k" value="{text}"/>', event=False),
    "receive correlation": lambda text: talking("receiveTask", f'<td:correlation key="k" value="{text}"/>', event=False),
    "due rule": lambda text: process(line("x", body=user("x", "", f'<td:due rule="{text}"/>'))),
    "agency": lambda text: process(line("x", body=element("userTask", "x", own(ASSIGNED.format(text))))),
    "script task": script("scriptTask", "<bpmn:script>{}</bpmn:script>"),
    "conditional event": script("intermediateCatchEvent", "<bpmn:conditionalEventDefinition><bpmn:condition>{}</bpmn:condition></bpmn:conditionalEventDefinition>"),
    "pre-script": foreign("preScript"),
    "post-script": foreign("postScript"),
    "service operator": foreign("serviceTaskOperator"),
    "foreign payload": foreign("messagePayload"),
    "data association": lambda text: raw(f'<bpmn:dataInputAssociation id="d"><bpmn:targetRef>x</bpmn:targetRef><bpmn:transformation>{text}</bpmn:transformation></bpmn:dataInputAssociation>'),
    "resource expression": lambda text: raw(f'<bpmn:potentialOwner id="o"><bpmn:resourceAssignmentExpression><bpmn:formalExpression>{text}</bpmn:formalExpression></bpmn:resourceAssignmentExpression></bpmn:potentialOwner>'),
    "ad-hoc condition": script("adHocSubProcess", "<bpmn:completionCondition>{}</bpmn:completionCondition>"),
    "foreign attribute": lambda text: process(line("x", body=user("x").replace('id="x"', f'id="x" xmlns:z="urn:z" z:expression="{text}"', 1))),
    "implementation": lambda text: process(line("x", body=element("serviceTask", "x", own('<td:handler name="work"/>'), implementation=text))),
}  # fmt: skip
DECISION = """<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="n">
<decision id="fee" name="Fee">{}</decision></definitions>"""
TABLE = """<decisionTable id="t"><input id="i"><inputExpression id="x"><text>{}</text></inputExpression></input>
<output id="o" name="r"/><rule id="q"><inputEntry id="a"><text>{}</text></inputEntry>
<outputEntry id="b"><text>{}</text></outputEntry></rule></decisionTable>"""
DECIDING: dict[str, Callable[[str], str]] = {
    "decision input": lambda text: TABLE.format(text, "-", "1"),
    "decision cell": lambda text: TABLE.format("case.x", text, "1"),
    "negated decision cell": lambda text: TABLE.format("case.x", f"not({text})", "1"),
    "decision output": lambda text: TABLE.format("case.x", "-", text),
    "decision expression": lambda text: f'<literalExpression id="l"><text>{text}</text></literalExpression>',
}


@pytest.fixture(autouse=True)
def no_python(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Fail as soon as anything reaches Python's evaluators or the machine."""
    reached: list[str] = []

    def refuse(name: str) -> Callable[..., Any]:
        def call(*_: Any, **__: Any) -> None:
            reached.append(name)
            raise AssertionError(name)

        return call

    engine.check(POSITIONS["condition"]("=x"), forms=FORMS)  # whatever is loaded lazily is loaded
    for name in ("eval", "exec"):
        monkeypatch.setattr(builtins, name, refuse(name))
    monkeypatch.setattr(os, "system", refuse("system"))
    monkeypatch.setattr(os, "popen", refuse("popen"))
    monkeypatch.setattr(subprocess, "Popen", refuse("Popen"))
    return reached


def test_the_matrix_is_as_large_as_it_should_be():
    assert len(PAYLOADS) >= 41
    assert len(POSITIONS) + len(DECIDING) >= 12


@pytest.mark.parametrize("lead", ["", "="], ids=["bare", "with equals sign"])
@pytest.mark.parametrize("position", POSITIONS)
def test_no_payload_is_accepted_in_this_position(position: str, lead: str, no_python: list[str]):
    for payload in PAYLOADS:
        found = engine.check(POSITIONS[position](escaped(lead + payload)), forms=FORMS, handlers={"work"})
        assert found, payload
        assert all(each.code != "internal" for each in found), payload
    assert no_python == []


@pytest.mark.parametrize("position", DECIDING)
def test_no_payload_is_accepted_in_a_decision(position: str, no_python: list[str]):
    task = own('<td:decision ref="fee"/>', '<td:result variable="fee"/>')
    bpmn = process(line("x", body=element("businessRuleTask", "x", task)))
    for payload in PAYLOADS:
        table = DECISION.format(DECIDING[position](escaped(payload))).encode()
        found = engine.check(bpmn, forms=FORMS, decisions=(table,))
        assert found, payload
        assert all(each.code != "internal" for each in found), payload
    assert no_python == []


GREEDY = [
    "=9**9**7 > 1",
    "=string length(string(9**99999)) > 0",
    "=some x in 1..100000000 satisfies x < 0",
    "=count(for x in 1..10000, y in 1..10000 return x) > 0",
    '=matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "(a+)+$")',
]


@pytest.mark.parametrize("greedy", GREEDY)
def test_a_greedy_expression_is_refused_or_stopped(greedy: str):
    bpmn = choosing(escaped(greedy))

    def deploy_and_start() -> None:
        with contextlib.suppress(engine.Refused, engine.EngineError):
            loaded = engine.load_process(engine.compile_process(bpmn, forms=FORMS).spec)
            engine.start(loaded, variables={}, case={}, now=datetime(2026, 11, 20, tzinfo=UTC))

    assert effort_of(deploy_and_start) < MOST_LINES
