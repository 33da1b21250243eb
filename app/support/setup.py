"""Plug the support of laboratories into the application: handlers, panel and links, pages."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register what stands behind the diagrams of the support, and its pages."""
    from app.cases.beginning import begins_elsewhere
    from app.support import handlers, links, panel, public, wording  # noqa: F401 (they register themselves)
    from app.support.service import following, recognising  # noqa: F401 (they listen)
    from app.support.views import blueprint as pages

    begins_elsewhere("iso17025_support")
    app.register_blueprint(pages)
