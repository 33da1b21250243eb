"""Do one thing to many: at once up to a hundred, else in batches that survive a crash; undo while nothing has followed.

One that refuses stops no other: each is a savepoint of its own, and what it said is kept with it.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.dialects import postgresql, sqlite

from app.bulk import extending, orders, reassigning, reminding
from app.bulk.errors import ActionNotFound, AlreadyUndone, Hindered, NothingChosen, StillRunning
from app.bulk.models import BulkAction, BulkItem, BulkKind, Outcome
from app.bulk.orders import Extend, Order, Reassign, Remind
from app.bulk.sentences import Sentence, of_error
from app.bulk.targets import Target
from app.cases import jobs
from app.cases.access import may_manage_cases
from app.errors import DomainError, Forbidden
from app.extensions import db
from app.organisation.identity import actor_for
from app.organisation.roles import Actor

BATCH = 100
JOB = "bulk_batch"
UNDO_JOB = "bulk_undo"
Undo = Callable[[Target, Mapping[str, Any], Actor, datetime], None]
UNDO: Mapping[BulkKind, Undo] = {
    BulkKind.extend: extending.undo_one,
    BulkKind.reassign: reassigning.undo_one,
    BulkKind.remind: reminding.undo_one,
}


def hindrances(targets: Sequence[Target], order: Order, now: datetime) -> list[Sentence | None]:
    """Return for each of the many why it cannot be done, or None; nothing is changed."""
    if isinstance(order, Extend):
        return extending.hindrances(targets, order)
    if isinstance(order, Reassign):
        return reassigning.hindrances(targets, order)
    return reminding.hindrances(targets, order, now)


def act_on_many(order: Order, targets: Sequence[Target], *, key: str, actor: Actor, now: datetime) -> BulkAction:
    """Do the order to all of the many, and return the act with what became of each; `key` makes it happen once.

    More than a hundred wait for the worker. Raises Forbidden, NothingChosen.
    """
    _require_coordinator(actor)
    if not targets:
        raise NothingChosen
    action_id = _new_action(order, key, actor, now)
    if action_id is None:
        return db.session.scalars(select(BulkAction).where(BulkAction.key == _key(key, actor))).one()
    db.session.execute(insert(BulkItem), [_waiting(action_id, target) for target in targets])
    action = db.session.get_one(BulkAction, action_id)
    if len(targets) > BATCH:
        _queue(JOB, action_id, 0, now)
    else:
        _do_batch(action, _batch(action_id, Outcome.waiting), actor, now)
    return action


def undo(action_id: int, *, actor: Actor, now: datetime) -> BulkAction:
    """Undo what can still be undone; what cannot is marked as kept. Raises ActionNotFound, Forbidden, AlreadyUndone."""
    _require_coordinator(actor)
    action = find_action(action_id, lock=True)
    if action.undone_at is not None:
        raise AlreadyUndone
    if db.session.scalar(_of(action_id, Outcome.waiting).limit(1)) is not None:
        raise StillRunning
    action.undone_at, action.undone_by_id = now, actor.id
    batch = _batch(action_id, Outcome.done)
    _undo_batch(action, batch, actor, now)
    if len(batch) == BATCH:
        _queue(UNDO_JOB, action_id, batch[-1].id, now)
    return action


def find_action(action_id: int, *, lock: bool = False) -> BulkAction:
    """Return the act; raise ActionNotFound."""
    action = db.session.get(BulkAction, action_id, with_for_update=lock or None)
    if action is None:
        raise ActionNotFound
    return action


@jobs.job(JOB)
def do_batch(call: jobs.JobCall) -> None:
    """Do the next batch of an act on many and queue the one after it.

    Needs: payload `action` (the act's id).
    Sets: what became of each item; the job of the next batch.
    Errors: none of its own; an item that refuses is marked so.
    """
    action = find_action(call.payload["action"], lock=True)
    batch = _batch(action.id, Outcome.waiting)
    _do_batch(action, batch, actor_for(action.made_by_id), call.now)
    if len(batch) == BATCH:
        _queue(JOB, action.id, batch[-1].id, call.now)


@jobs.job(UNDO_JOB)
def undo_next(call: jobs.JobCall) -> None:
    """Undo the next batch of an act on many and queue the one after it.

    Needs: payload `action` (the act's id), which has been marked as undone.
    Sets: what became of each item; the job of the next batch.
    Errors: none of its own; an item that something has followed is marked as kept.
    """
    action = find_action(call.payload["action"], lock=True)
    batch = _batch(action.id, Outcome.done)
    _undo_batch(action, batch, actor_for(action.undone_by_id or action.made_by_id), call.now)
    if len(batch) == BATCH:
        _queue(UNDO_JOB, action.id, batch[-1].id, call.now)


def _do_batch(action: BulkAction, batch: Sequence[BulkItem], actor: Actor, now: datetime) -> None:
    order = orders.read(action.kind, action.order)
    targets = [Target(item.case, item.task) for item in batch]
    for item, result in zip(batch, _results(action, order, targets, actor, now), strict=True):
        if isinstance(result, Sentence):
            item.outcome, item.why = Outcome.refused, result.kept
        else:
            item.outcome, item.before = Outcome.done, json.dumps(result)


def _results(
    action: BulkAction, order: Order, targets: Sequence[Target], actor: Actor, now: datetime
) -> Iterator[dict[str, Any] | Sentence]:
    if isinstance(order, Remind):
        ref = f"{action.id}-{targets[0].case.id}" if targets else ""
        yield from reminding.carry_out_many(ref, targets, order, actor, now)
        return
    for target in targets:
        yield _one(target, order, actor, now)


def _one(target: Target, order: Extend | Reassign, actor: Actor, now: datetime) -> dict[str, Any] | Sentence:
    try:
        with db.session.begin_nested():  # what one refuses leaves nothing behind, and the others stand
            if isinstance(order, Extend):
                return extending.carry_out_one(target, order, actor, now)
            return reassigning.carry_out_one(target, order, actor, now)
    except Hindered as hindered:
        return hindered.why
    except DomainError as refused:
        return of_error(refused)


def _undo_batch(action: BulkAction, batch: Sequence[BulkItem], actor: Actor, now: datetime) -> None:
    for item in batch:
        try:
            with db.session.begin_nested():
                UNDO[action.kind](Target(item.case, item.task), json.loads(item.before), actor, now)
            item.outcome = Outcome.undone
        except DomainError as refused:
            item.outcome, item.why = Outcome.kept, of_error(refused).kept


def _new_action(order: Order, key: str, actor: Actor, now: datetime) -> int | None:
    """Store the act; None when its key has been used."""
    dialect = postgresql if db.session.get_bind().dialect.name == "postgresql" else sqlite
    values: dict[str, Any] = {"key": _key(key, actor), "kind": order.kind, "order": orders.kept(order)}
    statement = dialect.insert(BulkAction.__table__).on_conflict_do_nothing(index_elements=["key"])
    values |= {"made_at": now, "made_by_id": actor.id}
    action_id = db.session.connection().execute(statement.returning(BulkAction.id), values).scalar()
    return int(action_id) if action_id is not None else None


def _key(key: str, actor: Actor) -> str:
    return f"{actor.id}:{key}"[:80]


def _waiting(action_id: int, target: Target) -> dict[str, Any]:
    task_id = target.task.id if target.task else None
    return {"action_id": action_id, "case_id": target.case.id, "task_id": task_id, "outcome": Outcome.waiting}


def _of(action_id: int, outcome: Outcome) -> Any:
    chosen = select(BulkItem).where(BulkItem.action_id == action_id, BulkItem.outcome == outcome)
    return chosen.order_by(BulkItem.id)


def _batch(action_id: int, outcome: Outcome) -> Sequence[BulkItem]:
    return db.session.scalars(_of(action_id, outcome).limit(BATCH)).all()


def _queue(kind: str, action_id: int, after: int, now: datetime) -> None:
    jobs.enqueue(kind=kind, subject=f"{action_id}:{after}", due_at=now, payload={"action": action_id}, now=now)


def _require_coordinator(actor: Actor) -> None:
    if not may_manage_cases(actor):
        raise Forbidden
