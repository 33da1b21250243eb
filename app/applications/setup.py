"""Plug applications into the application."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the public pages, the panel on cases, and the words of what is recorded."""
    from app.applications import panel, wording  # noqa: F401 (they register themselves)
    from app.applications.views import blueprint

    app.register_blueprint(blueprint)
