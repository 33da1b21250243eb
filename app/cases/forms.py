"""The form of a task: it comes with the process in whose diagram the task stands, at the version of the case."""

from app.cases.models import UserTask
from app.forms import Form
from app.processes.deployed import get_deployed


def form_of(task: UserTask) -> Form | None:
    """Return the task's form; None for work that is only ticked off."""
    definition_id = task.definition_id or task.case.definition_id
    return get_deployed(definition_id).forms.get(task.form_key or "")
