"""The commands on plans: import a document, decide its rows, put it in force."""

from app.plans.service.discarding import discard_plan
from app.plans.service.forcing import put_in_force
from app.plans.service.importing import import_document
from app.plans.service.issuing import issue_plan

__all__ = ["discard_plan", "import_document", "issue_plan", "put_in_force"]
