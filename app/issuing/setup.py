"""Plug issued documents into the application."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register what stands behind the shared steps: signing, issuing, the committee's decision."""
    from app.issuing import handlers, panel, wording  # noqa: F401 (they register themselves)
    from app.issuing.service import recording  # noqa: F401 (listens to completions)
    from app.issuing.views import blueprint

    app.register_blueprint(blueprint)
