"""Read decisions from DMN files, strictly: what is not understood is refused."""

from lxml import etree

from app.engine import feel
from app.engine.decisions import AGGREGATIONS, HIT_POLICIES, Decision
from app.engine.dialect import line_of
from app.engine.environment import fault_of
from app.engine.feel import nodes
from app.engine.findings import Finding, finding
from app.engine.reading import read_xml

_IGNORED = frozenset({"description", "extensionElements", "question", "allowedAnswers", "variable"})
_CONDITIONS = (
    nodes.Comparison,
    nodes.Conjunction,
    nodes.Disjunction,
    nodes.Between,
    nodes.In,
    nodes.InstanceOf,
    nodes.Quantified,
    nodes.If,
)
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
                decisions.append(_decision(element, identity or ""))
            except _Unusable as fault:
                findings.append(finding("decision-table", identity, fault.line, name=identity, detail=fault.detail))
        elif _name(element) not in _SILENT | _IGNORED:
            findings.append(finding("unsupported-element", identity, line_of(element), name=_name(element)))
    return decisions, findings


def check_decisions(content: bytes) -> list[Finding]:
    """Return what is wrong with a DMN file by itself; lines are those of the file. Never raises for bad input."""
    return read_decisions(content)[1]


class _Unusable(Exception):
    def __init__(self, detail: str, element: etree._Element) -> None:
        super().__init__(detail)
        self.detail = detail
        self.line = line_of(element)


def _decision(element: etree._Element, identity: str) -> Decision:
    bodies = [child for child in element if _name(child) not in _IGNORED]
    if len(bodies) != 1:
        raise _Unusable("one table or expression, and no requirements", element)
    body = bodies[0]
    _refuse_language(body)
    if _name(body) == "literalExpression":
        return Decision(identity, "UNIQUE", None, ("result",), (("=true", (_feel(body),)),))
    if _name(body) != "decisionTable":
        raise _Unusable(f"{_name(body)} is not supported", body)
    return _table(body, identity)


def _table(table: etree._Element, identity: str) -> Decision:
    policy, aggregation = table.get("hitPolicy", "UNIQUE"), table.get("aggregation")
    if policy not in HIT_POLICIES or aggregation not in (None, *AGGREGATIONS):
        raise _Unusable(f"the hit policy {policy} {aggregation or ''} is not supported", table)
    inputs, outputs, rules = [], [], []
    for part in table:
        match _name(part):
            case "input":
                inputs.append(_feel(_only(part, "inputExpression")).removeprefix("="))
            case "output":
                outputs.append(_output(part))
            case "rule":
                rules.append(_rule(part, inputs, len(outputs)))
            case "annotation" | "description" | "extensionElements":
                pass
            case other:
                raise _Unusable(f"{other} is not supported", part)
    if not outputs or len(set(outputs)) != len(outputs):
        raise _Unusable("each output needs a name of its own", table)
    if aggregation and len(outputs) > 1:
        raise _Unusable("only a single output can be summed up", table)
    return Decision(identity, policy, aggregation, tuple(outputs), tuple(rules))


def _output(part: etree._Element) -> str:
    for child in part:
        if _name(child) not in _IGNORED:
            raise _Unusable(f"{_name(child)} is not supported", child)
    return part.get("name") or part.get("label") or "result"


def _rule(rule: etree._Element, inputs: list[str], outputs: int) -> tuple[str, tuple[str, ...]]:
    tests = [part for part in rule if _name(part) == "inputEntry"]
    results = [part for part in rule if _name(part) == "outputEntry"]
    if len(tests) != len(inputs) or len(results) != outputs:
        raise _Unusable("a rule does not have as many cells as there are columns", rule)
    conditions = [test for cell, value in zip(tests, inputs, strict=True) if (test := _test(cell, value))]
    return "=" + (" and ".join(conditions) or "true"), tuple(_feel(cell) for cell in results)


def _test(cell: etree._Element, value: str) -> str | None:
    """Return the condition of an input cell as an expression; None if it always holds."""
    _refuse_language(cell)
    text = _text(cell)
    if text in ("", "-"):
        return None
    negated = text.startswith("not(") and text.endswith(")") and _is_closed(text[4:-1])
    inner = text[4:-1] if negated else text
    if not _is_closed(inner):
        raise _Unusable(f"the cell {text!r} is not closed", cell)
    test = _accepted(f"({value}) in ({inner})", cell)
    items = _items(test)
    if any(isinstance(item, _CONDITIONS) for item in items):
        raise _Unusable(f"the cell {text!r} is a condition; write what the input is compared with", cell)
    if any(isinstance(item, nodes.Literal) and item.value is None for item in items):
        test = f"(({test}) or ({value}) = null)"  # null in (null) is null
    return f"not({test})" if negated else f"({test})"


def _items(test: str) -> tuple[nodes.Node, ...]:
    parsed = feel.parse(test).root
    return parsed.tests if isinstance(parsed, nodes.In) else (parsed,)


def _is_closed(text: str) -> bool:
    """Tell whether every bracket and string is closed where it was opened: a cell cannot break out."""
    depth, quoted, escaped = 0, False, False
    for letter in text:
        if quoted:
            quoted, escaped = escaped or letter != '"', letter == "\\" and not escaped
        elif letter == '"':
            quoted = True
        elif letter in "([{":
            depth += 1
        elif letter in ")]}":
            depth -= 1
        if depth < 0 and letter == ")":
            return False
    return not quoted


def _feel(element: etree._Element) -> str:
    _refuse_language(element)
    return "=" + _accepted(_text(element), element)


def _accepted(text: str, element: etree._Element) -> str:
    fault = fault_of(text)
    if fault is not None:
        raise _Unusable(f"{text[:80]!r}: {fault[0]}", element)
    return text


def _refuse_language(element: etree._Element) -> None:
    language = element.get("expressionLanguage")
    if language is not None and "feel" not in language.lower():
        raise _Unusable(f"{language} is not FEEL", element)


def _only(element: etree._Element, name: str) -> etree._Element:
    bodies = [child for child in element if _name(child) not in _IGNORED]
    if len(bodies) != 1 or _name(bodies[0]) != name:
        raise _Unusable(f"{_name(element)} holds one {name} and nothing else", element)
    return bodies[0]


def _text(element: etree._Element) -> str:
    return (element.findtext("{*}text") or "").strip()


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname
