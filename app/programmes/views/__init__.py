"""The pages of surveys and enrolments."""

from app.programmes.views import acting, applying, importing, listing, surveys  # noqa: F401 (they add their routes)
from app.programmes.views.blueprint import blueprint

__all__ = ["blueprint"]
