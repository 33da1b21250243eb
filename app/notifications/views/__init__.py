"""The pages about reminders."""

from app.notifications.views import (  # noqa: F401 (they hang their routes on the blueprint)
    history,
    waves,
    why,
)
from app.notifications.views.blueprint import blueprint

__all__ = ["blueprint"]
