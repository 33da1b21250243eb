"""Where a task comes from: the process in whose diagram it stands, at the version of the case, and its form there."""

from app.cases.models import UserTask
from app.forms import Form
from app.processes.deployed import Deployed, get_deployed


def process_of(task: UserTask) -> Deployed:
    """Return the version of the process in whose diagram the task stands: the case's own, or one that it calls."""
    return get_deployed(task.definition_id or task.case.definition_id)


def form_of(task: UserTask) -> Form | None:
    """Return the task's form; None for work that is only ticked off."""
    return process_of(task).forms.get(task.form_key or "")
