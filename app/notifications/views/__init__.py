"""The pages about reminders."""

from app.notifications.views import history, waves, why  # their routes  # noqa: F401
from app.notifications.views.blueprint import blueprint

__all__ = ["blueprint"]
