"""The pages of plans: the list, one plan, its import row by row."""

from app.plans.views import (  # noqa: F401 (routes)
    deciding,
    forcing,
    listing,
    plan,
    proposals,
    reading,
    uploading,
    versions,
)
from app.plans.views.blueprint import blueprint

__all__ = ["blueprint"]
