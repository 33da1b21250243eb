"""`flask process walk`: walk the shipped processes and print a table."""

import sys

import click
from flask import current_app
from flask_babel import gettext as _

from app.processes.cli import process
from app.walking.walk import UnknownPackage, Walked, walk_all

_WIDTHS = (24, 10, 12, 10, 10)


@process.command("walk")
@click.argument("key", required=False)
def walk(key: str | None) -> None:
    """Walk every path of every shipped process (or of KEY) to its end, in a temporary database of its own.

    Each path is walked in memory, then with save and restore between all steps. Exit 1 unless every flow was taken.
    """
    try:
        walked = walk_all(current_app.config["WORKFLOWS_DIR"], key)
    except UnknownPackage as unknown:
        raise click.UsageError(_("There is no shipped process “%(key)s”.", key=key)) from unknown
    click.echo(_row(_("Process"), _("Paths"), _("Steps"), _("Flows"), _("Covered")))
    for one in walked:
        share = 100 * len(one.taken) // max(1, len(one.flows))
        click.echo(_row(one.key, one.paths, one.steps, f"{len(one.taken)}/{len(one.flows)}", f"{share} %"))
    for one in walked:
        _explain(one)
    sys.exit(0 if all(one.is_complete for one in walked) else 1)


def _row(*cells: object) -> str:
    first, *others = (str(cell) for cell in cells)
    return first.ljust(_WIDTHS[0]) + "".join(cell.rjust(width) for cell, width in zip(others, _WIDTHS[1:], strict=True))


def _explain(walked: Walked) -> None:
    if walked.missed:
        said = _("%(key)s: no path takes %(flows)s.", key=walked.key, flows=", ".join(walked.missed))
        click.echo(said, err=True)
    for problem in walked.problems:
        click.echo(f"{walked.key}: {problem}", err=True)
