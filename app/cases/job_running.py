"""Claim jobs, do them, and deal with those that fail: three tries, then an incident that a person can retry.

Three units of work, so that a job that kills its process is not tried for ever: the claim counts the try, the
job and its end are one, and a failure is noted in one of its own. A row stays locked while its job runs, so
the lease only has to bridge the gap between the first and the second.
"""

import json
import logging
import os
import socket
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

from flask import current_app
from sqlalchemy import or_, select, update

from app.cases.incidents import open_incident, root_cause
from app.cases.job_kinds import JobCall, get_kind
from app.cases.locking import lock_case
from app.cases.models import Job, JobStatus
from app.database import unit_of_work
from app.extensions import db
from app.organisation.roles import SYSTEM
from app.organisation.texts import N_
from app.timeline.log import Subject, record

LEASE = timedelta(seconds=60)
TRIES = 3
RETRY_AFTER = (timedelta(seconds=10), timedelta(seconds=60))
AT_MOST = 10_000  # in one go, should jobs queue each other without end

_log = logging.getLogger(__name__)


def new_holder() -> str:
    """Return a name for a lease that nobody else holds."""
    return f"{socket.gethostname()[:30]}:{os.getpid()}:{uuid4().hex[:12]}"


def run_due(clock: Callable[[], datetime], *, stopping: Callable[[], bool] = lambda: False) -> int:
    """Do the jobs that are due, one after the other; return how many were tried. A failure stops none."""
    holder, tried = new_holder(), 0
    while tried < AT_MOST and not stopping():
        now = clock()
        with unit_of_work(db.session):
            job_id = claim_one(holder, now)
        if job_id is None:
            break
        run_leased(job_id, holder, now)
        tried += 1
    return tried


def claim_one(holder: str, now: datetime) -> int | None:
    """Lease the job that has been due longest and count the try; return its id, or None when none is due.

    A job whose third try ended with its process is given up on the way.
    """
    while (row := _next_due(now)) is not None:
        row.attempts += 1
        if row.attempts <= TRIES:
            row.leased_by, row.leased_until = holder, now + LEASE
            return row.id
        _give_up(row, "the process died while doing it", now)
        db.session.flush()  # or the search would find it again
    return None


def run_leased(job_id: int, holder: str, now: datetime) -> bool:
    """Do a job that `holder` has leased; return whether it is done. An error is noted, never raised."""
    with current_app.app_context():  # a session of its own: nothing of the request that queued it
        try:
            with unit_of_work(db.session):
                row = _locked(job_id, holder)
                if row is None:
                    return False
                perform(row, now)
            return True
        except Exception as error:
            _log.exception("job %s failed", job_id)
            _note_failure(job_id, holder, root_cause(error), now)
            return False


def perform(row: Job, now: datetime) -> None:
    """Do a job in the open unit of work and mark it done; whatever its handler raises goes through."""
    get_kind(row.kind).handler(_call(row, now))
    row.status, row.leased_by, row.leased_until, row.last_error = JobStatus.done, None, None, None


def make_ready(job_id: int) -> None:
    """Let a failed job be tried again, three times, from the next tick on."""
    db.session.execute(
        update(Job)
        .where(Job.id == job_id, Job.status == JobStatus.failed)
        .values(status=JobStatus.ready, attempts=0, leased_by=None, leased_until=None)
    )


def _next_due(now: datetime) -> Job | None:
    return db.session.scalar(
        select(Job)
        .where(
            Job.status == JobStatus.ready,
            Job.due_at <= now,
            or_(Job.leased_until.is_(None), Job.leased_until <= now),
        )
        .order_by(Job.due_at, Job.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )


def _locked(job_id: int, holder: str) -> Job | None:
    """Return the job if `holder` still has it, locked; None when another worker took it over."""
    return db.session.scalar(
        select(Job)
        .where(Job.id == job_id, Job.status == JobStatus.ready, Job.leased_by == holder)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def _call(row: Job, now: datetime) -> JobCall:
    return JobCall(row.kind, row.subject, json.loads(row.payload), row.case_id, now, row.attempts)


def _note_failure(job_id: int, holder: str, cause: str, now: datetime) -> None:
    with unit_of_work(db.session):
        row = _locked(job_id, holder)
        if row is None:
            return
        if row.attempts >= TRIES:
            _give_up(row, cause, now)
        else:
            # `leased_until` with nobody holding it: not before then.
            row.leased_by, row.leased_until = None, now + RETRY_AFTER[row.attempts - 1]
            row.last_error = cause


def _give_up(row: Job, cause: str, now: datetime) -> None:
    row.status, row.leased_by, row.leased_until, row.last_error = JobStatus.failed, None, None, cause
    element = json.loads(row.payload).get("element", "")
    if row.case_id is not None:
        lock_case(row.case_id)  # its timeline is about to grow
    subject = Subject("case", row.case_id) if row.case_id is not None else Subject("job", row.id)
    record(subject, "job.failed", SYSTEM, now, job=row.kind, element=element)
    open_incident(
        case_id=row.case_id,
        job_id=row.id,
        element=element,
        summary=N_("A job failed three times"),
        cause=cause,
        now=now,
    )
