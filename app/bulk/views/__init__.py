"""The pages of acts on many: choose, look, do, see what came of it, undo."""

from app.bulk.views import acting, choosing, results  # noqa: F401 (they hang their routes on the blueprint)
from app.bulk.views.blueprint import blueprint

__all__ = ["blueprint"]
