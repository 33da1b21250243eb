"""Read decisions from DMN files, strictly: what is not understood is refused."""

from collections.abc import Iterator

from lxml import etree

from app.engine.dialect import line_of
from app.engine.dmn.cells import CellRefused, accepted, read_cell
from app.engine.dmn.coverage import coverage_findings
from app.engine.dmn.decision import AGGREGATIONS, HIT_POLICIES, ORDERED, SINGLE_HIT, Decision
from app.engine.dmn.grid import Grid, Input, Row
from app.engine.dmn.listed import ListedValues
from app.engine.findings import Finding, finding
from app.engine.reading import read_xml

_IGNORED = frozenset({"description", "extensionElements", "question", "allowedAnswers", "variable"})
_SILENT = frozenset({"inputData", "DMNDI"})


def read_decisions(content: bytes) -> tuple[list[Decision], list[Finding]]:
    """Return the decisions of a DMN file and what is wrong with it."""
    root, findings = read_xml(content)
    if root is None:
        return [], findings
    decisions = []
    for element in root:
        identity = element.get("id")
        if _name(element) == "decision":
            try:
                decision, grid = _decision(element, identity or "")
            except _Unusable as fault:
                findings.append(finding(fault.code, identity, fault.line, name=identity, **fault.values))
            else:
                decisions.append(decision)
                findings += coverage_findings(grid) if grid else ()
        elif _name(element) not in _SILENT | _IGNORED:
            findings.append(finding("unsupported-element", identity, line_of(element), name=_name(element)))
    return decisions, findings


def check_decisions(content: bytes) -> list[Finding]:
    """Return what is wrong with a DMN file by itself; lines are those of the file. Never raises for bad input."""
    return read_decisions(content)[1]


class _Unusable(Exception):
    """A decision that is refused: the code of its finding and the values of its sentence."""

    def __init__(self, element: etree._Element, code: str = "decision-table", **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values
        self.line = line_of(element)


def _decision(element: etree._Element, identity: str) -> tuple[Decision, Grid | None]:
    bodies = [child for child in element if _name(child) not in _IGNORED]
    if len(bodies) != 1:
        raise _Unusable(element, detail="one table or expression, and no requirements")
    body = bodies[0]
    _refuse_language(body)
    if _name(body) == "literalExpression":
        return Decision(identity, "UNIQUE", None, ("result",), (("=true", (_feel(body),)),)), None
    if _name(body) != "decisionTable":
        raise _Unusable(body, detail=f"{_name(body)} is not supported")
    return _table(body, identity)


def _table(table: etree._Element, identity: str) -> tuple[Decision, Grid]:
    policy, aggregation = _policy(table)
    for part in table:
        if _name(part) not in ("input", "output", "rule", "annotation", "description", "extensionElements"):
            raise _Unusable(part, detail=f"{_name(part)} is not supported")
    inputs = tuple(_input(part) for part in _children(table, "input"))
    outputs = list(_children(table, "output"))
    names = tuple(part.get("name") or part.get("label") or "result" for part in outputs)
    if not names or len(set(names)) != len(names):
        raise _Unusable(table, detail="each output needs a name of its own")
    if aggregation and len(names) > 1:
        raise _Unusable(table, detail="only a single output can be summed up")
    listed = tuple(_listed(part) for part in outputs)
    if policy in ORDERED and not any(listed):
        raise _Unusable(table, "decision-without-priorities", policy=policy)
    rows = tuple(_row(part, inputs, names, listed) for part in _children(table, "rule"))
    decision = Decision(
        id=identity,
        policy=policy,
        aggregation=aggregation,
        outputs=names,
        rules=tuple(
            (_condition(row, inputs, part), row.outputs)
            for row, part in zip(rows, _children(table, "rule"), strict=True)
        ),
        default=_default(outputs, names, listed, policy),
        listed=tuple(values.text if values else None for values in listed) if any(listed) else (),
        domains=tuple(f"={each.allowed.condition(each.expression)}" for each in inputs if each.allowed),
    )
    return decision, Grid(decision, inputs, rows, line_of(table))


def _policy(table: etree._Element) -> tuple[str, str | None]:
    policy, aggregation = table.get("hitPolicy", "UNIQUE"), table.get("aggregation")
    known = policy in HIT_POLICIES and (aggregation is None or (policy == "COLLECT" and aggregation in AGGREGATIONS))
    if not known:
        raise _Unusable(table, detail=f"the hit policy {policy} {aggregation or ''} is not supported")
    return policy, aggregation


def _input(part: etree._Element) -> Input:
    values = [child for child in part if _name(child) == "inputValues"]
    expression = _only(part, "inputExpression", beside="inputValues")
    kind = (expression.get("typeRef") or "").rpartition(":")[2]
    try:
        allowed = read_cell(_text(values[0])) if values else None
        read = Input(_feel(expression).removeprefix("="), kind, allowed)
        if allowed:
            allowed.condition(read.expression)
    except CellRefused as refused:
        raise _Unusable(part, detail=str(refused)) from refused
    return read


def _listed(part: etree._Element) -> ListedValues | None:
    """Return the values an output may take; None if it may take any."""
    texts = []
    for child in part:
        if _name(child) == "outputValues":
            texts.append(_text(child))
        elif _name(child) not in _IGNORED | {"defaultOutputEntry"}:
            raise _Unusable(child, detail=f"{_name(child)} is not supported")
    try:
        return ListedValues.read(texts[0]) if texts and texts[0] else None
    except CellRefused as refused:
        raise _Unusable(part, detail=str(refused)) from refused


def _default(
    outputs: list[etree._Element], names: tuple[str, ...], listed: tuple[ListedValues | None, ...], policy: str
) -> tuple[str, ...]:
    """Return the expressions of the outputs where no rule matches."""
    given = [entry for part in outputs for entry in _children(part, "defaultOutputEntry")]
    if not given:
        return ()
    if policy not in SINGLE_HIT:
        raise _Unusable(given[0], detail=f"under {policy} no match gives an empty list, not a default output")
    if len(given) != len(outputs):
        raise _Unusable(given[0], detail="either each output has a default or none has")
    return tuple(_output(entry, *column) for entry, column in zip(given, zip(names, listed, strict=True), strict=True))


def _row(
    rule: etree._Element, inputs: tuple[Input, ...], names: tuple[str, ...], listed: tuple[ListedValues | None, ...]
) -> Row:
    tests, results = list(_children(rule, "inputEntry")), list(_children(rule, "outputEntry"))
    if len(tests) != len(inputs) or len(results) != len(names):
        raise _Unusable(rule, detail="a rule does not have as many cells as there are columns")
    cells = []
    for test in tests:
        _refuse_language(test)
        try:
            cells.append(read_cell(_text(test)))
        except CellRefused as refused:
            raise _Unusable(test, detail=str(refused)) from refused
    columns = zip(results, names, listed, strict=True)
    return Row(tuple(cells), tuple(_output(*column) for column in columns), line_of(rule))


def _condition(row: Row, inputs: tuple[Input, ...], rule: etree._Element) -> str:
    try:
        conditions = [cell.condition(part.expression) for cell, part in zip(row.cells, inputs, strict=True) if cell]
        return "=" + accepted(" and ".join(conditions) or "true")
    except CellRefused as refused:
        raise _Unusable(rule, detail=str(refused)) from refused


def _output(entry: etree._Element, name: str, listed: ListedValues | None) -> str:
    """Return the expression of an output cell; a constant must be among the listed values."""
    text = _feel(entry)
    if listed is not None and not listed.may_hold(text):
        raise _Unusable(entry, "decision-output-unlisted", value=text.removeprefix("="), output=name)
    return text


def _feel(element: etree._Element) -> str:
    _refuse_language(element)
    try:
        return "=" + accepted(_text(element))
    except CellRefused as refused:
        raise _Unusable(element, detail=str(refused)) from refused


def _refuse_language(element: etree._Element) -> None:
    language = element.get("expressionLanguage")
    if language is not None and "feel" not in language.lower():
        raise _Unusable(element, detail=f"{language} is not FEEL")


def _only(element: etree._Element, name: str, beside: str) -> etree._Element:
    bodies = [child for child in element if _name(child) not in _IGNORED | {beside}]
    if len(bodies) != 1 or _name(bodies[0]) != name:
        raise _Unusable(element, detail=f"{_name(element)} holds one {name} and nothing else")
    return bodies[0]


def _children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    return (child for child in element if _name(child) == name)


def _text(element: etree._Element) -> str:
    return (element.findtext("{*}text") or "").strip()


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname
