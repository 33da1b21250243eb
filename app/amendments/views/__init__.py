"""The pages of amendments: begin one, edit its rows, see what it changes."""

from app.amendments.views import editing, rows  # noqa: F401 (routes)
from app.amendments.views.blueprint import blueprint

__all__ = ["blueprint"]
