"""The pages of tasks: the inbox, the work itself, drafts, files, handing over."""

from app.tasks.views import drafts, files, handing, inbox, work  # noqa: F401 (they hang their routes on the blueprint)
from app.tasks.views.blueprint import blueprint

__all__ = ["blueprint"]
