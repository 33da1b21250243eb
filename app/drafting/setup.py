"""Plug the drafting of plans into the application: handlers and jobs, panels and links, pages."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register what stands behind the diagrams of drafting, and its pages."""
    from app.cases.beginning import begins_elsewhere
    from app.drafting import handlers, panels, wording  # noqa: F401 (they register themselves)
    from app.drafting.service import consolidating, ending, more_time  # noqa: F401 (listen to steps, dates, ends)
    from app.drafting.views import blueprint

    begins_elsewhere("annual_plan", "plan_opinion", "plan_proposal")
    app.register_blueprint(blueprint)
