"""The pages of drafting a plan."""

from app.drafting.views import board, last_year, more_time, paper, rows  # noqa: F401 (their routes)
from app.drafting.views.blueprint import blueprint

__all__ = ["blueprint"]
