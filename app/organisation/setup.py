"""Plug the organisation into the application: the gate, its pages, its commands."""

from flask import Flask

from app.organisation import gate


def init_app(app: Flask) -> None:
    """Put the gate before every view and register pages and commands."""
    from app.organisation import cli
    from app.organisation.views import blueprints
    from app.organisation.views.absences import absence_of

    gate.init_app(app)
    for blueprint in blueprints:
        app.register_blueprint(blueprint)
    app.jinja_env.globals["absence_of"] = absence_of
    for group in (cli.user, cli.access):
        app.cli.add_command(group)
