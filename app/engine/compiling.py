"""Check a diagram and compile it: the two things that happen before a process may be deployed."""

import logging
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass

from lxml import etree

from app.engine.checks.events import event_findings
from app.engine.checks.expressions import expression_findings, variables_of
from app.engine.checks.flow import attachment_findings, flow_findings
from app.engine.checks.naming import naming_findings
from app.engine.checks.people import decision_findings, lane_findings, work_findings
from app.engine.checks.soundness import soundness_findings
from app.engine.checks.vocabulary import vocabulary_findings
from app.engine.compiled import Compiled, FlowSpec, element_of
from app.engine.definitions import checksum, dump_diagram
from app.engine.diagram import Diagram
from app.engine.dialect import children, line_of
from app.engine.dmn.decision import Decision
from app.engine.dmn.tables import read_decisions
from app.engine.findings import Finding, Refused, finding
from app.engine.parsing import KINDS, executable_processes, parse
from app.engine.reading import read
from app.engine.schema import schema_findings

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Surroundings:
    """What a diagram may refer to; None means: do not check."""

    forms: Collection[str]
    handlers: Collection[str] | None
    called: Collection[str] | None
    decisions: Collection[bytes]


def check(
    bpmn: bytes,
    *,
    forms: Collection[str],
    handlers: Collection[str] | None = None,
    called: Collection[str] | None = None,
    decisions: Collection[bytes] = (),
) -> list[Finding]:
    """Return why a diagram may not be deployed, in the order of the file; an empty list means that it may.

    `forms` are the keys of the forms that exist, `handlers` and `called` those of handlers and processes
    (None: any), `decisions` the contents of its DMN files. Never raises for bad input, opens nothing named by
    the file, and ends within a second.
    """
    return _examine(bpmn, _Surroundings(forms, handlers, called, decisions))[2]


def compile_process(
    bpmn: bytes,
    *,
    forms: Collection[str],
    handlers: Collection[str] | None = None,
    called: Collection[str] | None = None,
    decisions: Collection[bytes] = (),
) -> Compiled:
    """Compile a diagram; raise Refused with every finding of `check`."""
    diagram, tables, findings = _examine(bpmn, _Surroundings(forms, handlers, called, decisions))
    if diagram is None or findings:
        raise Refused(tuple(findings))
    nodes = tuple(diagram.nodes())
    used = {node.decision: tables[node.decision] for node in nodes if node.decision}
    spec = dump_diagram(diagram, {key: asdict(table) for key, table in used.items()})
    return Compiled(
        key=diagram.key,
        name=diagram.name,
        spec=spec,
        elements=tuple(element_of(node) for node in nodes),
        flows=tuple(
            FlowSpec(flow.id, flow.name, flow.source, flow.target, flow.condition)
            for scope in diagram.scopes()
            for flow in scope.flows
        ),
        calls=tuple(dict.fromkeys(node.called for node in nodes if node.called)),
        variables=variables_of(diagram).union(*(table.variables() for table in used.values())),
        messages=tuple(dict.fromkeys(e.message for node in nodes if (e := node.event) and e.message)),
        checksum=checksum(spec),
    )


_Judged = tuple[Diagram | None, dict[str, Decision], list[Finding]]


def _examine(bpmn: bytes, around: _Surroundings) -> _Judged:
    try:
        diagram, found = _judge(bpmn, around)
        tables, more = _decisions(diagram, around) if diagram else ({}, [])
    except Exception as error:  # a diagram must never break the page that checks it
        log.exception("A diagram could not be checked")
        return None, {}, [finding("internal", detail=type(error).__name__)]
    findings = dict.fromkeys([*found, *more])
    return diagram, tables, sorted(findings, key=lambda f: (f.line or 0, f.code, f.element or ""))


def _decisions(diagram: Diagram, around: _Surroundings) -> tuple[dict[str, Decision], list[Finding]]:
    """Return the decisions of the DMN files, and what is wrong with them and with their use."""
    tables: dict[str, Decision] = {}
    findings: list[Finding] = []
    for content in around.decisions:
        read_tables, wrong = read_decisions(content)
        tables |= {table.id: table for table in read_tables}
        findings += wrong
    return tables, [*findings, *decision_findings(diagram, tables)]


def _judge(bpmn: bytes, around: _Surroundings) -> tuple[Diagram | None, list[Finding]]:
    """Judge from the outside in; what cannot be read is not looked into."""
    root, findings = read(bpmn)
    if root is None:
        return None, findings
    findings = [*vocabulary_findings(root), *schema_findings(root)]
    complete = not findings  # else nodes may be missing, and what is wrong with the graph only follows from it
    process, problems = _process(root)
    if process is None:
        return None, findings + problems
    diagram = parse(root, process)
    findings += problems
    findings += naming_findings(diagram)
    if any(found.code == "too-many-nodes" for found in findings):
        return diagram, findings
    if complete:
        for scope in diagram.scopes():
            findings += [*flow_findings(scope), *attachment_findings(scope)]
        if not findings:
            findings += [found for scope in diagram.scopes() for found in soundness_findings(scope)]
    findings += _meaning_findings(process, diagram, around)
    return diagram, findings


def _meaning_findings(process: etree._Element, diagram: Diagram, around: _Surroundings) -> Iterator[Finding]:
    yield from lane_findings(process)
    yield from work_findings(diagram, around.forms, around.handlers, around.called)
    yield from event_findings(diagram)
    yield from expression_findings(diagram)


def _process(root: etree._Element) -> tuple[etree._Element | None, list[Finding]]:
    """Return the one executable process; other pools must be empty."""
    executable = executable_processes(root)
    if not executable:
        return None, [finding("no-executable-process", None, line_of(root))]
    if len(executable) > 1:
        second = executable[1]
        return None, [finding("several-executable-processes", second.get("id"), line_of(second), count=len(executable))]
    others = [
        finding("second-process", process.get("id"), line_of(process))
        for process in children(root, "process")
        if process is not executable[0] and any(True for _ in children(process, *KINDS))
    ]
    return executable[0], others
