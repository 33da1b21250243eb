"""The commands on plans: import a document, decide its rows, put it in force."""

from app.plans.service.discarding import discard_plan
from app.plans.service.forcing import put_in_force
from app.plans.service.importing import import_document

__all__ = ["discard_plan", "import_document", "put_in_force"]
