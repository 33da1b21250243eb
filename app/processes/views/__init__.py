"""The pages of processes: the list, one process with its diagram and forms, deploying."""

from app.processes.views import deploying, reading  # noqa: F401 (they hang their routes on the blueprint)
from app.processes.views.blueprint import blueprint

__all__ = ["blueprint"]
