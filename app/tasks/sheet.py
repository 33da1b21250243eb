"""All that the page of one task shows, read together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from app.cases.access import may_work_on, require_task
from app.cases.attachments import attachments_of
from app.cases.errors import TaskNotFound
from app.cases.forms import form_of
from app.cases.models import TaskStatus, UserTask
from app.cases.pauses.service import reasons_of
from app.cases.pauses.wording import sentence
from app.cases.snapshot import form_context
from app.cases.standing import standing_of
from app.cases.steps import Step, steps_of, tasks_of
from app.clock import local_date
from app.deadlines.wording import Standing
from app.forms import Attachment, Form
from app.forms.expressions import every_part
from app.forms.fields import Choice, Field, Rows
from app.organisation.calendar import office_calendar
from app.organisation.roles import Actor, Role
from app.tasks.drafts import SavedDraft, find_draft
from app.tasks.entries import begins_with, decision_of
from app.tasks.explaining import Explanation, explain
from app.tasks.filed import Filed, Returned, filed_before, returned_before
from app.tasks.outside import Outside
from app.tasks.queries import find_task

SHORT = 6  # fields that can be taken in at a glance and need no second look before they are sent


class Hand(StrEnum):
    """In whose hands a task is, seen from one person."""

    own = "own"  # theirs to do
    taken = "taken"  # theirs too, but a colleague has taken it on
    other = "other"  # somebody else's


@dataclass(frozen=True)
class Sheet:
    """A task with its form, its date and what came before it."""

    task: UserTask
    form: Form | None
    hand: Hand
    steps: Sequence[Step]
    standing: Standing
    explanation: Explanation | None
    resting: str
    draft: SavedDraft | None
    filed: Sequence[Filed]
    returned: Returned | None
    outside: Outside | None
    context: Mapping[str, Any]
    attachments: Mapping[str, Attachment]
    today: date

    @property
    def is_short(self) -> bool:
        """Whether the form is sent from its own page, without a list to check first."""
        fields = [part for part in every_part(self.form.fields) if isinstance(part, Field)] if self.form else []
        return len(fields) <= SHORT and not any(isinstance(field, Rows) for field in fields)

    @property
    def next_person_role(self) -> Role | None:
        """Whose turn it is after this step, if that is somebody else's and does not hang on a decision."""
        ahead = [step for step in self.steps if step.state == ""]
        follows = ahead[0].role if ahead else None
        return follows if follows is not self.task.role and self.decision is None else None

    @property
    def decision(self) -> Choice | None:
        """The form's one choice that says what is to become of the case, if it begins with one."""
        return decision_of(self.form)


def sheet_of(task_id: int, actor: Actor, now: datetime, file_url: Any) -> Sheet:
    """Return an open task's sheet; `file_url` gives the address of an attachment's id. Raises TaskNotFound."""
    task = require_task(actor, find_task(task_id))
    if task.status is not TaskStatus.open:
        raise TaskNotFound
    today, calendar = local_date(now), office_calendar()
    standing = standing_of(task, today, calendar)
    hand, form = _hand(task, actor), form_of(task)
    return Sheet(
        task=task,
        form=form,
        hand=hand,
        steps=steps_of(task.case, tasks_of(task.case_id)),
        standing=standing,
        resting=sentence(reasons_of(task)) if task.paused_at else "",
        explanation=explain(task, standing.day, today, calendar),
        draft=find_draft(task.id) if hand is not Hand.other else None,
        filed=filed_before(task.case, task),
        returned=returned_before(task.case),
        outside=begins_with(task, form),
        context=form_context(task.case),
        attachments=files_of(task, file_url),
        today=today,
    )


def files_of(task: UserTask, file_url: Any) -> dict[str, Attachment]:
    """Return the case's files by the ids that forms refer to."""
    return {
        str(one.id): Attachment(str(one.id), one.name, one.size, file_url(one.id))
        for one in attachments_of(task.case_id)
    }


def _hand(task: UserTask, actor: Actor) -> Hand:
    if not may_work_on(actor, task):
        return Hand.other
    return Hand.own if task.assignee_id in (None, actor.id) else Hand.taken
