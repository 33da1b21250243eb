"""`flask process …`: check a diagram, deploy processes, list what is deployed."""

import json
import sys
from pathlib import Path

import click
from flask.cli import AppGroup
from flask_babel import gettext as _

from app.clock import LOCAL, utc_now
from app.database import unit_of_work
from app.engine import Compiled, Finding, Refused
from app.extensions import db
from app.organisation.roles import SYSTEM
from app.processes.checking import compile_package
from app.processes.drawing import drawing_faults
from app.processes.packages import Package, packages, read_package
from app.processes.queries import all_latest
from app.processes.shipped import deploy_all
from app.processes.wording import said

process = AppGroup("process", help="Processes: check, deploy, list and walk them.")


@process.command("check")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON, and nothing else.")
def check(file: Path, as_json: bool) -> None:
    """Check the diagram FILE with the forms (forms/*.form) and decisions (*.dmn) beside it. Needs no database.

    Exit 0: it can be deployed, once the processes it calls are, however it is drawn: what makes it hard to read is only
    warned of. Exit 1: refused. Exit 2: wrong usage.
    """
    package = read_package(file)
    compiled, findings = _judged(package)
    warnings = drawing_faults(package.bpmn)
    if as_json:
        told = {"findings": [*findings], "warnings": warnings}
        listed = {name: [finding.as_json() for finding in found] for name, found in told.items()}
        click.echo(json.dumps({"ok": not findings, **listed}, ensure_ascii=False, indent=2))
    elif compiled is not None:
        click.echo(_accepted(file, compiled))
        if warnings:
            click.echo(_("It is hard to read where it is drawn so:"))
            click.echo("\n".join(map(_line, warnings)))
    else:
        click.echo("\n".join(map(_line, findings)))
        click.echo(_("%(file)s cannot be deployed: %(count)s findings.", file=file, count=len(findings)), err=True)
    sys.exit(1 if findings else 0)


@process.command("deploy")
@click.argument("path", type=click.Path(exists=True, readable=True, path_type=Path))
def deploy(path: Path) -> None:
    """Deploy a .bpmn file, the one of a folder, or those of all folders in a folder; all of them or none."""
    given = _packages(path)
    if not given:
        raise click.ClickException(_("There is no .bpmn file in %(path)s.", path=path))
    try:
        with unit_of_work(db.session):
            deployed = deploy_all(given, actor=SYSTEM, now=utc_now())
            lines = [_("%(key)s: version %(version)s", key=d.key, version=d.version) for d in deployed]
    except Refused as refused:
        click.echo("\n".join(map(_line, refused.findings)))
        raise click.ClickException(_("Nothing was deployed.")) from refused
    click.echo("\n".join(lines))


@process.command("list")
def list_processes() -> None:
    """Print the newest version of every deployed process."""
    with unit_of_work(db.session, writes=False):
        for definition in all_latest():
            deployed = definition.deployed_at.astimezone(LOCAL)
            click.echo(f"{definition.key:<30} {definition.version:>4}  {deployed:%d/%m/%Y %H:%M}  {definition.name}")


def _judged(package: Package) -> tuple[Compiled | None, tuple[Finding, ...]]:
    try:
        return compile_package(package, called=None), ()
    except Refused as refused:
        return None, refused.findings


def _packages(path: Path) -> list[Package]:
    if path.is_file():
        return [read_package(path)]
    return [read_package(file) for file in sorted(path.glob("*.bpmn"))] or packages(path)


def _accepted(file: Path, compiled: Compiled) -> str:
    said = _("%(file)s can be deployed: %(name)s, %(count)s elements.", file=file, name=compiled.name,
             count=len(compiled.elements))  # fmt: skip
    if compiled.calls:
        said += "\n" + _("Deploy first what it calls: %(keys)s.", keys=", ".join(compiled.calls))
    return said


def _line(finding: Finding) -> str:
    """Return a finding as one line: where, which element, which rule, what to do."""
    place = _("line %(line)s", line=finding.line) if finding.line else _("file")
    return f"{place}\t{finding.element or '-'}\t{finding.code}\t{said(finding)}"
