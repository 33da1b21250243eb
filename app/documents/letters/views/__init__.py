"""Pages of letters: drafting with its preview, one letter, one order of many."""

from app.documents.letters.views import drafting, one, orders, recording  # noqa: F401 (their routes)
from app.documents.letters.views.blueprint import blueprint

__all__ = ["blueprint"]
