"""Read decisions from DMN files, strictly: what is not understood is refused."""

from lxml import etree

from app.engine.dialect import line_of
from app.engine.dmn.cells import Cell, CellRefused, accepted, read_cell
from app.engine.dmn.coverage import coverage_findings
from app.engine.dmn.decision import AGGREGATIONS, HIT_POLICIES, ORDERED, SINGLE_HIT, Decision
from app.engine.dmn.elements import (
    IGNORED,
    Unusable,
    at_most_one,
    children_named,
    feel_of,
    name_of,
    only,
    refuse_language,
    text_of,
)
from app.engine.dmn.grid import Grid, Input, Output, Row
from app.engine.dmn.listed import ListedValues
from app.engine.findings import Finding, finding
from app.engine.reading import read_xml

_SILENT = frozenset({"inputData", "DMNDI"})


def read_decisions(content: bytes) -> tuple[list[Decision], list[Finding]]:
    """Return the decisions of a DMN file and what is wrong with it."""
    root, findings = read_xml(content)
    if root is None:
        return [], findings
    decisions = []
    for element in root:
        identity = element.get("id")
        if name_of(element) == "decision":
            try:
                decision, grid = _decision(element, identity or "")
            except Unusable as fault:
                findings.append(finding(fault.code, identity, fault.line, name=identity, **fault.values))
            else:
                decisions.append(decision)
                findings += coverage_findings(grid) if grid else ()
        elif name_of(element) not in _SILENT | IGNORED:
            findings.append(finding("unsupported-element", identity, line_of(element), name=name_of(element)))
    return decisions, findings


def check_decisions(content: bytes) -> list[Finding]:
    """Return what is wrong with a DMN file by itself; lines are those of the file. Never raises for bad input."""
    return read_decisions(content)[1]


def _decision(element: etree._Element, identity: str) -> tuple[Decision, Grid | None]:
    bodies = [child for child in element if name_of(child) not in IGNORED]
    if len(bodies) != 1:
        raise Unusable(element, detail="one table or expression, and no requirements")
    body = bodies[0]
    refuse_language(body)
    if name_of(body) == "literalExpression":
        return Decision(identity, "UNIQUE", None, ("result",), (("=true", (feel_of(body),)),)), None
    if name_of(body) != "decisionTable":
        raise Unusable(body, detail=f"{name_of(body)} is not supported")
    return _table(body, identity)


def _table(table: etree._Element, identity: str) -> tuple[Decision, Grid]:
    policy, aggregation = _policy(table)
    for part in table:
        if name_of(part) not in ("input", "output", "rule", "annotation", "description", "extensionElements"):
            raise Unusable(part, detail=f"{name_of(part)} is not supported")
    inputs = tuple(_input(part) for part in children_named(table, "input"))
    drawn = list(children_named(table, "output"))
    outputs = tuple(_output(part) for part in drawn)
    names = tuple(column.name for column in outputs)
    if not names or len(set(names)) != len(names):
        raise Unusable(table, detail="each output needs a name of its own")
    if aggregation and len(names) > 1:
        raise Unusable(table, detail="only a single output can be summed up")
    listed = tuple(column.listed.text if column.listed else None for column in outputs)
    if policy in ORDERED and not any(listed):
        raise Unusable(table, "decision-without-priorities", policy=policy)
    rows = tuple(_row(part, inputs, outputs) for part in children_named(table, "rule"))
    decision = Decision(
        id=identity,
        policy=policy,
        aggregation=aggregation,
        outputs=names,
        rules=tuple((row.condition, row.outputs) for row in rows),
        default=_default(drawn, outputs, policy),
        listed=listed if any(listed) else (),
        domains=tuple(f"={each.allowed.condition(each.expression)}" for each in inputs if each.allowed),
    )
    return decision, Grid(decision, inputs, rows, line_of(table))


def _policy(table: etree._Element) -> tuple[str, str | None]:
    policy, aggregation = table.get("hitPolicy", "UNIQUE"), table.get("aggregation")
    known = policy in HIT_POLICIES and (aggregation is None or (policy == "COLLECT" and aggregation in AGGREGATIONS))
    if not known:
        raise Unusable(table, detail=f"the hit policy {policy} {aggregation or ''} is not supported")
    return policy, aggregation


def _input(part: etree._Element) -> Input:
    expression = only(part, "inputExpression", beside="inputValues")
    values = at_most_one(part, "inputValues")
    kind = (expression.get("typeRef") or "").rpartition(":")[2]
    try:
        allowed = read_cell(text_of(values)) if values is not None else None
        read = Input(feel_of(expression).removeprefix("="), kind, allowed)
        if allowed:
            allowed.condition(read.expression)
    except CellRefused as refused:
        raise Unusable(part, detail=str(refused)) from refused
    return read


def _output(part: etree._Element) -> Output:
    for child in part:
        if name_of(child) not in IGNORED | {"outputValues", "defaultOutputEntry"}:
            raise Unusable(child, detail=f"{name_of(child)} is not supported")
    values = at_most_one(part, "outputValues")
    try:
        listed = ListedValues.read(text_of(values)) if values is not None and text_of(values) else None
    except CellRefused as refused:
        raise Unusable(part, detail=str(refused)) from refused
    return Output(part.get("name") or part.get("label") or "result", listed)


def _default(drawn: list[etree._Element], outputs: tuple[Output, ...], policy: str) -> tuple[str, ...]:
    """Return the expressions of the outputs where no rule matches."""
    entries = [at_most_one(part, "defaultOutputEntry") for part in drawn]
    given = [(entry, column) for entry, column in zip(entries, outputs, strict=True) if entry is not None]
    if not given:
        return ()
    if policy not in SINGLE_HIT:
        raise Unusable(given[0][0], detail=f"under {policy} no match gives an empty list, not a default output")
    if len(given) != len(outputs):
        raise Unusable(given[0][0], detail="either each output has a default or none has")
    return tuple(_result(entry, column) for entry, column in given)


def _row(rule: etree._Element, inputs: tuple[Input, ...], outputs: tuple[Output, ...]) -> Row:
    tests, results = list(children_named(rule, "inputEntry")), list(children_named(rule, "outputEntry"))
    if len(tests) != len(inputs) or len(results) != len(outputs):
        raise Unusable(rule, detail="a rule does not have as many cells as there are columns")
    cells = tuple(_cell(test) for test in tests)
    try:
        conditions = [cell.condition(part.expression) for cell, part in zip(cells, inputs, strict=True) if cell]
        condition = "=" + accepted(" and ".join(conditions) or "true")
    except CellRefused as refused:
        raise Unusable(rule, detail=str(refused)) from refused
    values = tuple(_result(entry, column) for entry, column in zip(results, outputs, strict=True))
    return Row(cells, condition, values, line_of(rule))


def _cell(test: etree._Element) -> Cell | None:
    refuse_language(test)
    try:
        return read_cell(text_of(test))
    except CellRefused as refused:
        raise Unusable(test, detail=str(refused)) from refused


def _result(entry: etree._Element, column: Output) -> str:
    """Return the expression of an output cell; a constant must be among the listed values."""
    text = feel_of(entry)
    if column.listed is not None and not column.listed.may_hold(text):
        raise Unusable(entry, "decision-output-unlisted", value=text.removeprefix("="), output=column.name)
    return text
