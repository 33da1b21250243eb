"""Pages of supported laboratories: the list, a request, the gap analysis, withdrawal, accreditation bodies."""

from app.support.views import bodies, gaps, laboratories, requesting, withdrawing  # noqa: F401 (their routes)
from app.support.views.blueprint import blueprint

__all__ = ["blueprint"]
