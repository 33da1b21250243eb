"""The pages of cases: the list, beginning one, one case, its diagram and files, what is said and decided about it."""

from app.cases.views import (  # noqa: F401 (they hang their routes on the blueprint)
    acting,
    beginning,
    case,
    listing,
    moving,
    naming,
    parts,
    rescheduling,
    restricting,
)
from app.cases.views.blueprint import blueprint

__all__ = ["blueprint"]
