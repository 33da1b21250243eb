"""`flask deadline …`: the moments of a rule, the dates of a phrase. Neither needs a database."""

import click


@click.group("deadline")
def deadline() -> None:
    """Deadlines: compute a rule, explain a phrase."""
