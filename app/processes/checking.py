"""Check a package the way a deployment does: the diagram, its forms and its decisions, all findings at once."""

from collections.abc import Collection
from dataclasses import replace

from app.deadlines.ladders import LADDERS
from app.engine import Compiled, Finding, Refused, check_decisions, compile_process
from app.forms import FormRefused, read_form
from app.processes.handlers import handler_names
from app.processes.packages import Package


def compile_package(package: Package, *, called: Collection[str] | None) -> Compiled:
    """Compile the package; `called` are the keys of the processes it may call (None: any).

    Raises Refused with every finding about the diagram, its forms and its decisions. Needs no database.
    """
    by_file = {file: check_decisions(source) for file, source in package.decisions.items()}
    findings = [
        *(finding for key, source in package.forms.items() for finding in _form_findings(key, source)),
        *(_located(finding, file) for file, found in by_file.items() for finding in found),
    ]
    try:
        compiled = compile_process(
            package.bpmn,
            forms=set(package.forms),
            handlers=handler_names(),
            called=called,
            decisions=tuple(package.decisions.values()),
        )
    except Refused as refused:
        told = {finding for found in by_file.values() for finding in found}
        raise Refused((*(f for f in refused.findings if f not in told), *findings)) from refused
    findings += _unknown_ladders(compiled)
    if findings:
        raise Refused(tuple(findings))
    return compiled


def _unknown_ladders(compiled: Compiled) -> list[Finding]:
    """Refuse reminders by a policy that nobody has written: they would silently be the standard ones."""
    known = ", ".join(sorted(LADDERS))
    return [
        Finding(
            "unknown-reminders",
            element.id,
            element.line,
            f"There is no reminder policy {element.reminders!r}; there are {known}.",
            f"Không có cách nhắc “{element.reminders}”; chỉ có: {known}.",
        )
        for element in compiled.elements
        if element.reminders and element.reminders not in LADDERS
    ]


def _located(finding: Finding, file: str) -> Finding:
    """Name the file in which the finding's element and line are."""
    return replace(finding, element=file + (f"#{finding.element}" if finding.element else ""))


def _form_findings(key: str, source: bytes) -> list[Finding]:
    try:
        read_form(source)
    except FormRefused as refused:
        return [
            Finding(
                f"form-{f.code}",
                f"{key}.form" + (f"#{f.field}" if f.field else ""),
                None,
                f.message,
                f.message_vi,
            )
            for f in refused.findings
        ]
    return []
