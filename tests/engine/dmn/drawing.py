"""Draw decision tables in a line or two, as DMN files."""

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from app.engine.dmn.decision import Decision
from app.engine.dmn.tables import read_decisions
from app.engine.findings import Finding

HEAD = '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="n">'


def _cell(tag: str, text: str) -> str:
    return f"<{tag}>{_text(text)}</{tag}>" if text else ""


def _text(text: str) -> str:
    return f"<text>{escape(text)}</text>"


def decision(body: str) -> bytes:
    """Draw a file with the decision `fee`."""
    return f'{HEAD}<decision id="fee">{body}</decision></definitions>'.encode()


def given(expression: str = "x", kind: str = "", allowed: str = "") -> str:
    """Draw an input column; `allowed` are its inputValues."""
    type_ref = f" typeRef={quoteattr(kind)}" if kind else ""
    read = f"<inputExpression{type_ref}>{_text(expression)}</inputExpression>"
    return f"<input>{read}{_cell('inputValues', allowed)}</input>"


def output(name: str = "r", values: str = "", default: str = "") -> str:
    """Draw an output column; `values` are its outputValues."""
    inside = _cell("outputValues", values) + _cell("defaultOutputEntry", default)
    return f"<output name={quoteattr(name)}>{inside}</output>"


def table(
    *rules: Sequence[str],
    inputs: Sequence[str] = (given(),),
    outputs: Sequence[str] = (output(),),
    policy: str | None = None,
    aggregation: str | None = None,
) -> bytes:
    """Draw a table; a rule is its input cells and then its output cells."""
    attributes = f" hitPolicy={quoteattr(policy)}" if policy else ""
    attributes += f" aggregation={quoteattr(aggregation)}" if aggregation else ""
    rows = "\n".join(f"<rule>{_cells(rule, len(inputs))}</rule>" for rule in rules)
    return decision(f"<decisionTable{attributes}>{''.join(inputs)}{''.join(outputs)}\n{rows}</decisionTable>")


def drawn(content: bytes) -> Decision:
    """Read a file that holds one decision, whatever is found in it."""
    return read_decisions(content)[0][0]


def found(content: bytes) -> list[Finding]:
    return read_decisions(content)[1]


def _cells(rule: Sequence[str], inputs: int) -> str:
    entries = [("inputEntry" if at < inputs else "outputEntry", text) for at, text in enumerate(rule)]
    return "".join(f"<{tag}>{_text(text)}</{tag}>" for tag, text in entries)
