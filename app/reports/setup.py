"""Plug reporting into the application: handlers and jobs, links on task pages, pages."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register what stands behind the diagrams of the reporting cycle, and its pages."""
    from app.cases.beginning import begins_elsewhere
    from app.reports import handlers, links, reasons, wording  # noqa: F401 (they register themselves)
    from app.reports.service import calendar_changes, ending, following, undecided  # noqa: F401 (listen to dates, ends)
    from app.reports.views import blueprints

    begins_elsewhere("agency_report", "extension_request", "report_campaign")
    for blueprint in blueprints:
        app.register_blueprint(blueprint)
