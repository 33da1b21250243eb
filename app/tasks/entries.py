"""What a task's form starts with: the draft if there is one, over what the case knows already."""

from typing import Any

from app.cases.models import UserTask
from app.cases.snapshot import snapshot
from app.forms import Form, initial
from app.tasks.drafts import find_draft


def entries_of(task: UserTask, form: Form | None) -> dict[str, Any]:
    """Return the draft over the initial values; {} for a task without a form."""
    if form is None:
        return {}
    draft = find_draft(task.id)
    return initial(form, data=draft.data if draft else {}, context={"case": snapshot(task.case)})
