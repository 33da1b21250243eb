"""Give many more time at once: reports as whole cases, tasks by themselves."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.bulk.errors import Hindered
from app.bulk.orders import Extend
from app.bulk.sentences import Sentence
from app.bulk.targets import Target
from app.cases.models import CaseStatus, TaskStatus
from app.cases.moving_dates import NewDate, carry_out
from app.cases.rescheduling import take_back
from app.clock import local_date
from app.deadlines.wording import short_date
from app.extensions import db
from app.organisation.roles import Actor
from app.organisation.texts import N_
from app.reports.models import Submission
from app.reports.queries import ARRIVED

ENDED = N_("The case has ended.")
CLOSED = N_("This work is done or no longer needed.")
NOT_LATER = N_("It is due on %(day)s, which is not earlier.")
IS_HERE = N_("The report is here already.")


def hindrances(targets: Sequence[Target], order: Extend) -> list[Sentence | None]:
    """Return for each why it cannot be given that date, or None."""
    here = _arrived([target.case.id for target in targets if target.task is None])
    return [_hindrance(target, order, is_here=target.case.id in here) for target in targets]


def carry_out_one(target: Target, order: Extend, actor: Actor, now: datetime) -> dict[str, Any]:
    """Move the date and return what undoing needs. Raises as `app.cases.moving_dates.carry_out`, and Hindered."""
    is_here = target.task is None and bool(_arrived([target.case.id]))
    if (why := _hindrance(target, order, is_here=is_here)) is not None:
        raise Hindered(why)
    task_id = target.task.id if target.task else None
    new = NewDate(target.case.id, task_id, order.day, order.reason, order.document)
    return {"move": carry_out(new, actor=actor, now=now).move.id}


def undo_one(target: Target, before: Mapping[str, Any], actor: Actor, now: datetime) -> None:
    """Take the move back. Raises SomethingFollowed."""
    take_back(target.case.id, before["move"], actor=actor, now=now)


def _hindrance(target: Target, order: Extend, *, is_here: bool) -> Sentence | None:
    row = target.task or target.case
    if target.case.status is not CaseStatus.running:
        return Sentence(ENDED)
    if target.task is not None and target.task.status is not TaskStatus.open:
        return Sentence(CLOSED)
    if is_here:
        return Sentence(IS_HERE)
    if row.due_at is not None and local_date(row.due_at) >= order.day:
        return Sentence(NOT_LATER, {"day": short_date(local_date(row.due_at))})
    return None


def _arrived(case_ids: Sequence[int]) -> set[int]:
    found = select(Submission.case_id).where(Submission.case_id.in_(case_ids), Submission.state.in_(ARRIVED))
    return {case_id for case_id in db.session.scalars(found) if case_id is not None} if case_ids else set()
