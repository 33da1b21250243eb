"""Plug obstacles into the application."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register what stands behind the diagrams, the links, badges and panels, and the pages."""
    from app.cases.beginning import begins_elsewhere
    from app.cases.confidential.kinds import may_be_restricted
    from app.obstacles import handlers, links, wording  # noqa: F401 (they register themselves)
    from app.obstacles.service import blocking, following, hiding, silence, steps  # noqa: F401 (listen to cases and plans)
    from app.obstacles.views import blueprint

    begins_elsewhere("obstacle")
    may_be_restricted("obstacle")  # its list shows what one may know of, and nothing counts obstacles
    app.register_blueprint(blueprint)
