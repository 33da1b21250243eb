"""Plug acts on many into the application."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register their words, jobs and pages."""
    from app.bulk import service, wording  # noqa: F401 (they register themselves)
    from app.bulk.views import blueprint

    app.register_blueprint(blueprint)
