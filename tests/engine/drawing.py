"""Write diagrams as short texts: the tests say what matters, this adds the rest."""

from itertools import pairwise

HEAD = (
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:td="urn:tiendo:bpmn:1.0"'
    ' id="definitions" targetNamespace="urn:tiendo:test">'
)
ASSIGNED = '<td:assignment role="specialist"/>'
FORM = '<td:form key="note"/>'
FORMS = {"note"}


def document(body: str) -> bytes:
    """A file with whatever stands in it."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{HEAD}{body}</bpmn:definitions>'.encode()


def process(body: str, *, key: str = "p", outside: str = "") -> bytes:
    """A file with one executable process."""
    return document(f'{outside}<bpmn:process id="{key}" isExecutable="true">{body}</bpmn:process>')


def element(tag: str, identity: str, inside: str = "", **attributes: str) -> str:
    """A BPMN element."""
    given = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f'<bpmn:{tag} id="{identity}"{given}>{inside}</bpmn:{tag}>'


def own(*elements: str) -> str:
    """Extension elements."""
    return f"<bpmn:extensionElements>{''.join(elements)}</bpmn:extensionElements>"


def user(identity: str, inside: str = "", *extra: str) -> str:
    return element("userTask", identity, own(ASSIGNED, FORM, *extra) + inside)


def users(*identities: str) -> str:
    return "".join(user(identity) for identity in identities)


def service(identity: str, inside: str = "") -> str:
    return element("serviceTask", identity, own('<td:handler name="work"/>') + inside)


def start(identity: str = "s") -> str:
    return element("startEvent", identity)


def end(identity: str = "e", inside: str = "") -> str:
    return element("endEvent", identity, inside)


def flow(source: str, target: str, condition: str | None = None, identity: str | None = None) -> str:
    inside = ""
    if condition is not None:
        escaped = condition.replace("&", "&amp;").replace("<", "&lt;")
        inside = f'<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">{escaped}</bpmn:conditionExpression>'
    return element("sequenceFlow", identity or f"{source}_{target}", inside, sourceRef=source, targetRef=target)


def path(*nodes: str) -> str:
    """Flows through all the nodes."""
    return "".join(flow(a, b) for a, b in pairwise(nodes))


def gateway(kind: str, identity: str, **attributes: str) -> str:
    return element(f"{kind}Gateway", identity, **attributes)


def timer(kind: str, text: str) -> str:
    return f"<bpmn:timerEventDefinition><bpmn:{kind}>{text}</bpmn:{kind}></bpmn:timerEventDefinition>"


def boundary(identity: str, host: str, inside: str, *, interrupting: bool = True) -> str:
    return element("boundaryEvent", identity, inside, attachedToRef=host, cancelActivity=str(interrupting).lower())


def line(*nodes: str, body: str = "") -> str:
    """A straight process from start to end through `nodes`, whose elements stand in `body`."""
    return start() + body + end() + path("s", *nodes, "e")


MESSAGE = '<bpmn:message id="m_question" name="question"/><bpmn:message id="m_answer" name="answer"/>'


def message(reference: str) -> str:
    return f'<bpmn:messageEventDefinition messageRef="{reference}"/>'
