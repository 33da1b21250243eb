"""Plug reviews of plans into the application."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register what stands behind the diagrams of reviews, and their pages."""
    from app.cases.beginning import begins_elsewhere
    from app.reviews import handlers, panel, wording  # noqa: F401 (they register themselves)
    from app.reviews.service import assessing, beginning, ending  # noqa: F401 (listen to completions, to ends)
    from app.reviews.views import blueprint

    begins_elsewhere("plan_review", "self_assessment")
    app.register_blueprint(blueprint)
