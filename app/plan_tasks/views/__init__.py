"""The pages of plan tasks: a plan's year as a board, starting a year, and what is done with one task."""

from app.plan_tasks.views import acting, board, starting  # noqa: F401 (they hang their routes on the blueprint)
from app.plan_tasks.views.blueprint import blueprint

__all__ = ["blueprint"]
