"""The BPMN 2.0 schema, as shipped with SpiffWorkflow; read once, when the first diagram is checked."""

from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

import SpiffWorkflow.bpmn.parser as library
from lxml import etree

from app.engine.dialect import line_of
from app.engine.findings import Finding, finding

_MAX_FINDINGS = 20
_lock = Lock()  # the error log belongs to the schema object, not to the call


@lru_cache(maxsize=1)
def _schema() -> etree.XMLSchema:
    path = Path(library.__file__).parent / "schema" / "BPMN20.xsd"
    return etree.XMLSchema(etree.parse(str(path)))


def schema_findings(root: etree._Element) -> list[Finding]:
    """Compare a diagram with the schema. The caller has removed every schema location: nothing is fetched."""
    schema = _schema()
    with _lock:
        if schema.validate(root):
            return []
        log: Any = schema.error_log  # its stub cannot be iterated
        errors = [(error.line, error.message) for error in log][:_MAX_FINDINGS]
    by_line = {line_of(node): node.get("id") for node in root.iter() if node.get("id")}
    return [finding("xml-schema", by_line.get(line), line, detail=message) for line, message in errors]
