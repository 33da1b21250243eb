"""`flask process walk`: walk the shipped processes and print a table."""

import sys

import click
from flask import current_app
from flask_babel import gettext as _

from app.processes.cli import process
from app.walking.walk import UnknownPackage, Walked, walk_all

_WIDTHS = (26, 9, 12, 10, 9, 10, 10, 8)


@process.command("walk")
@click.argument("key", required=False)
def walk(key: str | None) -> None:
    """Walk every path of every shipped process (or of KEY) to its end, in a temporary database of its own.

    Each path is walked in memory, then with save and restore between all steps. Exit 1 unless every flow was taken,
    every outcome seen, and every wait ends one day.
    """
    try:
        walked = walk_all(current_app.config["WORKFLOWS_DIR"], key)
    except UnknownPackage as unknown:
        raise click.UsageError(_("There is no shipped process “%(key)s”.", key=key)) from unknown
    names = (_("Paths"), _("Steps"), _("Flows"), _("Covered"), _("Outcomes"), _("Waits"), _("Seconds"))
    click.echo(_row(_("Process"), *names))
    for one in walked:
        click.echo(_line(one))
    click.echo(_("What stands in a called process counts for that one."))
    for one in walked:
        _explain(one)
    sys.exit(0 if all(one.is_complete for one in walked) else 1)


def _line(walked: Walked) -> str:
    flows, expected = len(walked.taken), walked.expected
    return _row(
        walked.key,
        walked.paths,
        walked.steps,
        f"{flows}/{len(expected.flows)}",
        f"{100 * flows // max(1, len(expected.flows))} %",
        f"{walked.outcomes}/{len(expected.ends) + len(expected.answers)}",
        f"{expected.waits - len(expected.endless)}/{expected.waits}",
        f"{walked.seconds:.1f}".replace(".", ","),
    )


def _row(*cells: object) -> str:
    first, *others = (str(cell) for cell in cells)
    return first.ljust(_WIDTHS[0]) + "".join(cell.rjust(width) for cell, width in zip(others, _WIDTHS[1:], strict=True))


def _explain(walked: Walked) -> None:
    if walked.missed:
        said = _("%(key)s: no path takes %(flows)s.", key=walked.key, flows=", ".join(walked.missed))
        click.echo(said, err=True)
    if walked.unseen:
        said = _("%(key)s: no path comes to %(outcomes)s.", key=walked.key, outcomes=", ".join(walked.unseen))
        click.echo(said, err=True)
    for problem in walked.problems:
        click.echo(f"{walked.key}: {problem}", err=True)
