"""Plug documents into the application: what can be downloaded, and letters with their jobs and pages."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages, and what letters do in jobs and say on timelines."""
    from app.documents import links, views  # noqa: F401 (links register themselves)
    from app.documents.letters import handlers, wording  # noqa: F401 (they register themselves)
    from app.documents.letters.views import blueprint

    app.register_blueprint(views.blueprint)
    app.register_blueprint(blueprint)
