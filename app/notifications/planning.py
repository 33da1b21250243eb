"""Plan the day's reminders: one pass over the open tasks by due date, in batches, each a job of its own.

Everything is unique (a rung of a task per person, a digest per person and day), so a batch that is done again,
or a day that is planned twice, changes nothing.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite

from app.cases import jobs
from app.clock import LOCAL
from app.extensions import db
from app.notifications.deciding import decide
from app.notifications.duties import Place, open_duties
from app.notifications.models import Reminder
from app.notifications.office_hours import CLOSES, OPENS
from app.notifications.outcomes import Decision, Outcome
from app.organisation.calendar import office_calendar
from app.timeline.outbox import Message, enqueue_all

PLANNING = "plan_reminders"
DIGEST = "digest"
PLANNED_AT = time(7, 30)
BATCH = 1_000
AHEAD, BACK = 45, 60  # calendar days around today within which a limit can have a rung
TOLD = (Outcome.send, Outcome.reminded, Outcome.told_otherwise)
MISSED = (Outcome.nobody, Outcome.account_closed, Outcome.not_named, Outcome.address_bounces)


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
    duties = open_duties(day, ahead=AHEAD, back=BACK, after=_place(call.payload["after"]), limit=BATCH)
    if not duties:
        return
    _remind(decide(duties, day), day, call.now)
    _queue_batch(day, [duties[-1].due_order.isoformat(), duties[-1].task_id], call.now)


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


def _place(after: list[Any] | None) -> Place | None:
    return (datetime.fromisoformat(after[0]), after[1]) if after else None


def _remind(decisions: Sequence[Decision], day: date, now: datetime) -> None:
    told = [decision for decision in decisions if decision.sends] + _nobody(decisions)
    if not told:
        return
    addresses = {decision.recipient_id: decision.address for decision in told}
    opens = datetime.combine(day, OPENS, LOCAL)
    enqueue_all(
        [
            Message(
                key=digest_key(user_id, day),
                kind=DIGEST,
                template=DIGEST,
                recipient_id=user_id,
                address=addresses[user_id] or "",
                send_after=opens,
            )
            for user_id in sorted(_store_new([_row(decision, day) for decision in told]))
        ],
        now,
    )


def _nobody(decisions: Sequence[Decision]) -> list[Decision]:
    """Return a reminder without recipient for each task of which nobody can be told, for the history; on one rung."""
    told = {decision.task_id for decision in decisions if decision.outcome in TOLD}
    missed: dict[int, Decision] = {}
    for decision in decisions:
        if decision.outcome in MISSED and decision.task_id not in told:
            missed.setdefault(decision.task_id, decision)
    return [replace(decision, recipient_id=None, address=None) for decision in missed.values()]


def _row(decision: Decision, day: date) -> dict[str, Any]:
    person = decision.recipient_id
    return {
        "key": decision.key,
        "task_id": decision.task_id,
        "case_id": decision.case_id,
        "agency_id": decision.agency_id,
        "recipient_id": person,
        "rung": decision.rung,
        "day": day,
        "message_key": digest_key(person, day) if person else None,
    }


def _store_new(rows: list[dict[str, Any]]) -> set[int]:
    """Store the reminders that are new and return whom they are for."""
    dialect = postgresql if db.session.get_bind().dialect.name == "postgresql" else sqlite
    statement = dialect.insert(Reminder.__table__).on_conflict_do_nothing(index_elements=["key"])
    stored = db.session.connection().execute(statement.returning(Reminder.recipient_id), rows)
    return {user_id for user_id in stored.scalars() if user_id is not None}
