"""The public pages of applications, and the one where the department erases personal data."""

from app.applications.views import applying, confirming, erasing, following  # noqa: F401 (they hang their routes)
from app.applications.views.blueprint import blueprint

__all__ = ["blueprint"]
