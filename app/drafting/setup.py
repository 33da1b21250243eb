"""Plug the drafting of plans into the application: handlers and jobs, panels and links, pages."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register what stands behind the diagrams of drafting, and its pages."""
    from app.drafting import handlers, panels, wording  # noqa: F401 (they register themselves)
    from app.drafting.service import consolidating  # noqa: F401 (listens to completed steps)
    from app.drafting.views import blueprint

    app.register_blueprint(blueprint)
