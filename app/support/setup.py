"""Plug the support of laboratories into the application: handlers, panel and links, pages."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register what stands behind the diagrams of the support, and its pages."""
    from app.support import handlers, links, panel, wording  # noqa: F401 (they register themselves)
    from app.support.service import following, recognising  # noqa: F401 (they listen)
    from app.support.views import blueprint as pages

    app.register_blueprint(pages)
