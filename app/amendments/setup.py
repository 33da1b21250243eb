"""Plug amendments of plans into the application."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register what stands behind the diagram, the links that lead here, and the pages."""
    from app.amendments import handlers, links, wording  # noqa: F401 (they register themselves)
    from app.amendments.service import finishing  # noqa: F401 (listens to completions and to the end)
    from app.amendments.views import blueprint
    from app.cases.beginning import begins_elsewhere

    begins_elsewhere("plan_amendment")
    app.register_blueprint(blueprint)
