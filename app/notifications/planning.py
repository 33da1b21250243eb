"""Plan the day's reminders: one pass over the open tasks by due date, in batches, each a job of its own.

Everything is unique (a rung of a task per person, a digest per person and day), so a batch that is done again,
or a day that is planned twice, changes nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from app.cases import jobs
from app.clock import LOCAL
from app.deadlines.ladders import Channel
from app.extensions import db
from app.notifications.circumstances import circumstances_on
from app.notifications.coming.telling import tell_coordinators
from app.notifications.deciding import decide
from app.notifications.duties import Place, open_duties
from app.notifications.models import Reminder
from app.notifications.office_hours import CLOSES, OPENS
from app.notifications.outcomes import Decision, Outcome
from app.notifications.policies.book import reach
from app.organisation.calendar import office_calendar
from app.timeline.outbox import Message, enqueue_all
from app.timeline.outbox_models import OutboxMessage

PLANNING = "plan_reminders"
DIGEST = "digest"
URGENT = "urgent_reminder"
PLANNED_AT = time(7, 30)
BATCH = 1_000
# Of a task nobody of whom can be told one reminder without recipient is kept, so that its history shows it.
TOLD = (Outcome.send, Outcome.reminded, Outcome.skipped)
UNTOLD = (Outcome.nobody, Outcome.account_closed, Outcome.not_named)


def ensure_planned(now: datetime) -> bool:
    """Queue the planning of today; only on working days, from half past seven to closing time, and once.

    With it goes what coordinators are told of that is nobody's task yet (`coming/`).

    Days that passed without a worker are not made up for: today's pass finds every rung they have reached.
    """
    local = now.astimezone(LOCAL)
    if not PLANNED_AT <= local.time() < CLOSES or not office_calendar().is_working_day(local.date()):
        return False
    began = _queue_batch(local.date(), None, now)
    if began:
        tell_coordinators(now)
    return began


@jobs.job(PLANNING)
def plan_batch(call: jobs.JobCall) -> None:
    """Plan the reminders of one batch of tasks and queue the next batch.

    Needs: payload `day` (ISO date) and `after` ([due instant, id] of the last task planned; null at first).
    Sets: reminders, digests in the outbox, the job of the next batch.
    Errors: none of its own.
    """
    day = date.fromisoformat(call.payload["day"])
    ahead, back = reach()
    duties = open_duties(day, ahead=ahead, back=back, after=_place(call.payload["after"]), limit=BATCH)
    if not duties:
        return
    keep(decide(duties, day, circumstances_on(day, call.now)), day, call.now)
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


def keep(decisions: Sequence[Decision], day: date, now: datetime) -> None:
    """Store the reminders that are new and queue their messages; one for an agency left out is only stored."""
    kept = [decision for decision in decisions if decision.outcome in (Outcome.send, Outcome.skipped)]
    kept += _nobody(decisions)
    _store([_row(decision, day) for decision in kept])
    opens = datetime.combine(day, OPENS, LOCAL)
    messages = [replace(message, send_after=opens) for message in _messages(kept, day)]
    enqueue_all(_not_queued(messages), now)


def _nobody(decisions: Iterable[Decision]) -> list[Decision]:
    told: set[int] = set()
    untold: dict[int, Decision] = {}
    for decision in decisions:
        if decision.outcome in TOLD:
            told.add(decision.task_id)
        elif decision.outcome in UNTOLD:
            untold.setdefault(decision.task_id, decision)
    return [
        replace(decision, outcome=Outcome.nobody, recipient_id=None)
        for task_id, decision in untold.items()
        if task_id not in told
    ]


def _messages(kept: Sequence[Decision], day: date) -> Iterator[Message]:
    """Yield a person's digest once, by their key, and each urgent mail by itself."""
    digests: dict[int, Decision] = {}
    for decision in kept:
        if not decision.sends:
            continue
        if decision.by is Channel.mail:
            yield replace(
                _message(decision, _message_key(decision, day), URGENT),
                task_id=decision.task_id,
                case_id=decision.case_id,
                agency_id=decision.agency_id,
            )
        elif decision.recipient_id is not None:
            digests[decision.recipient_id] = decision
    for user_id in sorted(digests):
        yield _message(digests[user_id], digest_key(user_id, day), DIGEST)


def _message(to: Decision, key: str, kind: str) -> Message:
    return Message(key=key, kind=kind, template=kind, recipient_id=to.recipient_id, address=to.address or "")


def _message_key(decision: Decision, day: date) -> str:
    if decision.by is Channel.mail:
        return f"{URGENT}:{decision.key}"
    return digest_key(decision.recipient_id or 0, day)


def _row(decision: Decision, day: date) -> dict[str, Any]:
    return {
        "key": decision.key,
        "task_id": decision.task_id,
        "case_id": decision.case_id,
        "agency_id": decision.agency_id,
        "recipient_id": decision.recipient_id,
        "rung": decision.rung,
        "target": decision.target,
        "by": decision.by,
        "policy": decision.policy,
        "outcome": decision.outcome,
        "instead_of_id": decision.instead_of,
        "day": day,
        "message_key": _message_key(decision, day) if decision.sends else None,
    }


def _store(rows: list[dict[str, Any]]) -> None:
    """Store the reminders that are new."""
    if rows:
        dialect = postgresql if db.session.get_bind().dialect.name == "postgresql" else sqlite
        statement = dialect.insert(Reminder.__table__).on_conflict_do_nothing(index_elements=["key"])
        db.session.connection().execute(statement, rows)


def _not_queued(messages: Sequence[Message]) -> list[Message]:
    """Drop what an earlier batch has queued: a person whose tasks are in every batch has one digest all the same."""
    keys = [message.key for message in messages]
    queued = set(db.session.scalars(select(OutboxMessage.key).where(OutboxMessage.key.in_(keys))) if keys else ())
    return [message for message in messages if message.key not in queued]
