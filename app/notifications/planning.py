"""Plan the day's reminders: one pass over the open tasks by due date, in batches, each a job of its own.

Everything is unique (a rung of a task per person, a digest per person and day), so a batch that is done again,
or a day that is planned twice, changes nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from sqlalchemy import or_, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite

from app.cases import jobs
from app.cases.models import Case, TaskStatus, UserTask
from app.clock import LOCAL, end_of_day, local_date, start_of_day
from app.deadlines.ladders import REACH_AHEAD, REACH_BACK, Rung, reached, rungs
from app.extensions import db
from app.notifications.models import Reminder
from app.notifications.office_hours import CLOSES, OPENS
from app.notifications.recipients import Recipient, Work, recipients_of
from app.organisation.calendar import office_calendar
from app.timeline.outbox import Message, enqueue_all

PLANNING = "plan_reminders"
DIGEST = "digest"
PLANNED_AT = time(7, 30)
BATCH = 1_000


@dataclass(frozen=True)
class Due:
    """A task whose ladder has reached a rung."""

    work: Work
    due_day: date
    rung: Rung


def ensure_planned(now: datetime) -> bool:
    """Queue the planning of today; only on working days, from half past seven to closing time, and once.

    Days that passed without a worker are not made up for: today's pass finds every rung they have reached.
    """
    local = now.astimezone(LOCAL)
    if not PLANNED_AT <= local.time() < CLOSES or not office_calendar().is_working_day(local.date()):
        return False
    return _queue_batch(local.date(), None, now)


@jobs.job(PLANNING)
def plan_batch(call: jobs.JobCall) -> None:
    """Plan the reminders of one batch of tasks and queue the next batch.

    Needs: payload `day` (ISO date) and `after` ([due instant, id] of the last task planned; null at first).
    Sets: reminders, digests in the outbox, the job of the next batch.
    Errors: none of its own.
    """
    day = date.fromisoformat(call.payload["day"])
    tasks = _open_tasks(day, call.payload["after"])
    if not tasks:
        return
    _remind(_due(tasks, day), day, call.now)
    _queue_batch(day, [tasks[-1].due_order.isoformat(), tasks[-1].id], call.now)


def digest_key(user_id: int, day: date) -> str:
    """Return the key that allows a person one digest a day."""
    return f"{DIGEST}:{user_id}:{day}"


def _queue_batch(day: date, after: list[Any] | None, now: datetime) -> bool:
    job_id = jobs.enqueue(
        kind=PLANNING,
        subject=f"{day}:{after[1] if after else 0}",
        due_at=datetime.combine(day, PLANNED_AT, LOCAL),
        payload={"day": day.isoformat(), "after": after},
        now=now,
    )
    return job_id is not None


def _open_tasks(day: date, after: list[Any] | None) -> Sequence[Any]:
    """Return the next tasks whose limit lies near enough for a reminder, by the index on status and due date."""
    query = (
        select(
            UserTask.id,
            UserTask.case_id,
            UserTask.agency_id,
            UserTask.role,
            UserTask.assignee_id,
            UserTask.reminders,
            UserTask.remind_by,
            UserTask.overdue_after,
            UserTask.due_order,
            UserTask.opened_at,
            Case.is_confidential,
        )
        .join(Case, Case.id == UserTask.case_id)
        .where(
            UserTask.status == TaskStatus.open,
            UserTask.due_order >= start_of_day(day - timedelta(days=REACH_BACK)),
            UserTask.due_order <= end_of_day(day + timedelta(days=REACH_AHEAD)),
            UserTask.paused_at.is_(None),
            or_(UserTask.reminders.is_(None), UserTask.reminders != "none"),
        )
        .order_by(UserTask.due_order, UserTask.id)
        .limit(BATCH)
    )
    if after is not None:
        place = tuple_(UserTask.due_order, UserTask.id)
        query = query.where(place > tuple_(datetime.fromisoformat(after[0]), after[1]))
    return db.session.execute(query).all()


def _due(tasks: Sequence[Any], day: date) -> list[Due]:
    steps = _ladders()
    found = []
    for task in tasks:
        due_day = local_date(task.due_order)
        remind_by, overdue_after = local_date(task.remind_by), local_date(task.overdue_after)
        rung = reached(steps(task.reminders, remind_by, overdue_after), day, local_date(task.opened_at))
        if rung is not None:
            work = Work(task.id, task.case_id, task.agency_id, task.role, task.assignee_id, task.is_confidential)
            found.append(Due(work, due_day, rung))
    return found


def _ladders() -> Callable[[str | None, date, date], list[Rung]]:
    """Return `rungs` by the office calendar, worked out once for tasks that share policy and deadline."""
    calendar = office_calendar()
    return cache(lambda policy, remind_by, overdue_after: rungs(policy, remind_by, overdue_after, calendar))


def _remind(due: Sequence[Due], day: date, now: datetime) -> None:
    people = recipients_of([item.work for item in due])
    rows = [_row(item, person, day) for item in due for person in _or_nobody(people[item.work.task_id])]
    if not rows:
        return
    addresses = {person.id: person.address for several in people.values() for person in several}
    opens = datetime.combine(day, OPENS, LOCAL)
    enqueue_all(
        [
            Message(
                key=digest_key(user_id, day),
                kind=DIGEST,
                template=DIGEST,
                recipient_id=user_id,
                address=addresses[user_id],
                send_after=opens,
            )
            for user_id in sorted(_store_new(rows))
        ],
        now,
    )


def _or_nobody(people: Sequence[Recipient]) -> Sequence[Recipient | None]:
    """Keep a reminder that nobody can be given, so that the agency's history shows it."""
    return people or [None]


def _row(item: Due, person: Recipient | None, day: date) -> dict[str, Any]:
    work = item.work
    return {
        "key": f"{work.task_id}:{item.due_day}:{item.rung.name}:{person.id if person else '-'}",
        "task_id": work.task_id,
        "case_id": work.case_id,
        "agency_id": work.agency_id,
        "recipient_id": person.id if person else None,
        "rung": item.rung.name,
        "day": day,
        "message_key": digest_key(person.id, day) if person else None,
    }


def _store_new(rows: list[dict[str, Any]]) -> set[int]:
    """Store the reminders that are new and return whom they are for."""
    dialect = postgresql if db.session.get_bind().dialect.name == "postgresql" else sqlite
    statement = dialect.insert(Reminder.__table__).on_conflict_do_nothing(index_elements=["key"])
    stored = db.session.connection().execute(statement.returning(Reminder.recipient_id), rows)
    return {user_id for user_id in stored.scalars() if user_id is not None}
