"""Plug calendars into the application."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register their words and pages."""
    from app.agenda import wording  # noqa: F401 (it registers itself)
    from app.agenda.views import blueprints

    for blueprint in blueprints:
        app.register_blueprint(blueprint)
