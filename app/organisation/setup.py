"""Plug the organisation into the application: the gate, its pages, its commands."""

from flask import Flask

from app.organisation import gate


def init_app(app: Flask) -> None:
    """Put the gate before every view and register pages and commands."""
    from app.organisation import cli
    from app.organisation.views import blueprints

    gate.init_app(app)
    for blueprint in blueprints:
        app.register_blueprint(blueprint)
    for group in (cli.user, cli.access):
        app.cli.add_command(group)
