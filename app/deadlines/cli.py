"""`flask deadline …`: the moments of a rule, the dates of a phrase. Neither needs a database."""

import click

from app.deadlines.compute_command import compute_command
from app.deadlines.explain_command import explain_command


@click.group("deadline")
def deadline() -> None:
    """Deadlines: compute a rule, explain a phrase."""


deadline.add_command(compute_command)
deadline.add_command(explain_command)
