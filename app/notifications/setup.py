"""Plug notifications into the application."""

from flask import Flask

from app.cases import hooks
from app.notifications import date_following, planning  # they register themselves  # noqa: F401
from app.notifications.events import on_tasks_opened
from app.notifications.proof import views as proof
from app.notifications.proof import wording  # registers what timelines say  # noqa: F401
from app.notifications.skips import models  # a table of its own  # noqa: F401


def init_app(app: Flask) -> None:
    """Listen for tasks that open; once, however many applications a process builds."""
    app.register_blueprint(proof.blueprint)
    if on_tasks_opened not in hooks.tasks_opened:
        hooks.tasks_opened.append(on_tasks_opened)
