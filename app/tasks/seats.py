"""When a seat changes hands, what its former people had claimed passes to whoever follows them."""

from sqlalchemy import select

from app.cases.access import may_work_on
from app.cases.locking import lock_task
from app.cases.models import TaskStatus, UserTask
from app.extensions import db
from app.organisation.hooks import SeatHandedOver, seat_handed_over
from app.organisation.identity import actor_for
from app.timeline.log import Subject, record


def pass_claims_on(event: SeatHandedOver) -> None:
    """Give each open task that a leaver had claimed with the seat to the successor, or back to everybody.

    A confidential case that does not name the successor gives its task back: who may know of it is decided there.
    """
    claimed = select(UserTask.id).where(
        UserTask.agency_id == event.agency.id,
        UserTask.role == event.role,
        UserTask.status == TaskStatus.open,
        UserTask.assignee_id.in_(event.leavers),
    )
    for task_id in db.session.scalars(claimed.order_by(UserTask.case_id, UserTask.id)).all():
        _pass_on(lock_task(task_id), event)


def _pass_on(task: UserTask, event: SeatHandedOver) -> None:
    successor = actor_for(event.successor_id) if event.successor_id is not None else None
    if successor is not None and not may_work_on(successor, task):
        successor = None
    action = "task.handed_over" if successor else "task.released"
    facts = {"task": task.name, "element": task.element, "to": successor.name if successor else None}
    record(Subject("case", task.case_id), action, event.actor, event.now, **facts, because="seat.handed_over")
    task.assignee_id = successor.id if successor else None
    task.claimed_at = event.now if successor else None
    task.version += 1


seat_handed_over.append(pass_claims_on)
