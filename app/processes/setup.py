"""What processes bring to the application: the memory of definitions, pages and commands."""

from flask import Flask

from app.processes import deployed
from app.processes.cli import process
from app.processes.views import blueprint


def init_app(app: Flask) -> None:
    """Register the memory of definitions, the pages and the commands."""
    deployed.init_app(app)
    app.register_blueprint(blueprint)
    app.cli.add_command(process)
