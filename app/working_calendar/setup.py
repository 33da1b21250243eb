"""Plug the working calendar into the application: its pages, its job, its commands."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register pages and commands; the job and the timeline's words register themselves."""
    from app.working_calendar import settling, wording  # noqa: F401
    from app.working_calendar.cli import calendar
    from app.working_calendar.views import blueprint

    app.register_blueprint(blueprint)
    app.cli.add_command(calendar)
