"""The pages of plans: the list, one plan, its import row by row."""

from app.plans.views import deciding, forcing, listing, plan, proposals, reading, uploading  # noqa: F401 (routes)
from app.plans.views.blueprint import blueprint

__all__ = ["blueprint"]
