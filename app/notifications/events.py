"""Tell people that work has arrived: one message per task and person, queued with the command that opened it.

Only the promise is written here; the words are made when it is sent, if it still holds then.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from app.cases.models import Case, UserTask
from app.clock import local_date
from app.notifications.recipients import Recipient, Work, recipients_of
from app.timeline.outbox import Message, enqueue_all

OPENED = "task_opened"
SHARED = "shared_work"


def on_tasks_opened(case: Case, tasks: Sequence[UserTask], now: datetime) -> None:
    """Queue the messages about tasks that have just opened, for `app.cases.hooks.tasks_opened`."""
    work = [Work.of(task, case) for task in tasks]
    people = recipients_of(work, local_date(now))
    enqueue_all([message for task in work for message in _messages(task, people[task.task_id])], now)


def _messages(task: Work, people: Sequence[Recipient]) -> Iterator[Message]:
    kind = SHARED if task.is_shared else OPENED
    for person in people:
        yield Message(
            key=f"opened:{task.task_id}:{person.id}",
            kind=kind,
            template=kind,
            recipient_id=person.id,
            address=person.address,
            task_id=task.task_id,
            case_id=task.case_id,
            agency_id=task.agency_id,
        )
