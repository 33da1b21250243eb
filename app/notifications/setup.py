"""Plug notifications into the application."""

from flask import Flask

from app.cases import hooks
from app.notifications import date_following, planning  # they register themselves  # noqa: F401
from app.notifications.bounces import views as bounces
from app.notifications.events import on_tasks_opened
from app.notifications.policies import views as policies
from app.notifications.policies import wording as policies_wording  # noqa: F401
from app.notifications.proof import views as proof
from app.notifications.proof import wording  # registers what timelines say  # noqa: F401
from app.notifications.proof.ahead import waiting_mails
from app.notifications.skips import models  # a table of its own  # noqa: F401
from app.notifications.skips import wording as skips_wording  # noqa: F401
from app.notifications.views.blueprint import DayConverter
from app.notifications.views.blueprint import blueprint as reminders


def init_app(app: Flask) -> None:
    """Listen for tasks that open; once, however many applications a process builds."""
    for feature in (proof, bounces, policies):
        app.register_blueprint(feature.blueprint)
    app.url_map.converters["day"] = DayConverter
    app.register_blueprint(reminders)
    if on_tasks_opened not in hooks.tasks_opened:
        hooks.tasks_opened.append(on_tasks_opened)
    if waiting_mails not in hooks.history_ahead:
        hooks.history_ahead.append(waiting_mails)
