"""Queue scheduled work in the unit of work that causes it; the unique key promises that it is done once.

A job of a kind that is done `at_once` is born leased to this process, which tries it right after its commit.
Should the process die, the lease ends and a worker does the job (`app.cases.job_running`).
"""

import json
from collections import deque
from collections.abc import Mapping
from contextvars import ContextVar
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite

from app.cases.job_kinds import JobCall, JobKind, get_kind, job
from app.cases.job_running import LEASE, claim_one, make_ready, new_holder, perform, run_due, run_leased
from app.cases.models import Job, JobStatus
from app.database import after_commit
from app.extensions import db

__all__ = ["JobCall", "JobKind", "claim_one", "enqueue", "job", "make_ready", "perform", "run_due", "run_leased"]

Leased = tuple[int, str, datetime]

_draining: ContextVar[deque[Leased] | None] = ContextVar("draining", default=None)


def enqueue(
    *,
    kind: str,
    subject: str,
    due_at: datetime,
    now: datetime,
    case_id: int | None = None,
    payload: Mapping[str, Any] | None = None,
) -> int | None:
    """Queue one job and return its id; None when this kind, subject and due time was queued before.

    Raise UnknownJobKind at once rather than when the worker meets it.
    """
    at_once = get_kind(kind).at_once and due_at <= now
    holder = new_holder() if at_once else None
    values: dict[str, Any] = {
        "kind": kind,
        "subject": subject,
        "due_at": due_at,
        "case_id": case_id,
        "payload": json.dumps(payload or {}, ensure_ascii=False, default=str),
        "status": JobStatus.ready,
        "attempts": 1 if at_once else 0,
        "leased_by": holder,
        "leased_until": now + LEASE if at_once else None,
    }
    job_id = db.session.connection().execute(_insert_once(), values).scalar()
    if job_id is not None and holder is not None:
        after_commit(partial(_run_in_turn, int(job_id), holder, now))
    return int(job_id) if job_id is not None else None


def _insert_once() -> Any:
    dialect = postgresql if db.session.get_bind().dialect.name == "postgresql" else sqlite
    statement = dialect.insert(Job.__table__)
    return statement.on_conflict_do_nothing(index_elements=["kind", "subject", "due_at"]).returning(Job.id)


def _run_in_turn(job_id: int, holder: str, now: datetime) -> None:
    """Run the job, then the jobs it queues, one after the other: a long chain is no recursion."""
    waiting = _draining.get()
    if waiting is not None:
        waiting.append((job_id, holder, now))
        return
    waiting = deque([(job_id, holder, now)])
    token = _draining.set(waiting)
    try:
        while waiting:
            run_leased(*waiting.popleft())
    finally:
        _draining.reset(token)
