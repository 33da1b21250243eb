"""What the application gets from plans: the command that reads one."""

from flask import Flask

from app.plans.cli import plan_cli


def init_app(app: Flask) -> None:
    """Register the command."""
    app.cli.add_command(plan_cli)
