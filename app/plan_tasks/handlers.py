"""The handlers behind the service tasks of plan tasks, and the job that opens a year's cases."""

from datetime import datetime

from app.cases.batches import in_batches
from app.plan_tasks.service import checking, opening, starting
from app.processes.handlers import ServiceCall, handler


@in_batches(starting.OPEN_JOB)
def open_plan_tasks(plan_id: int, now: datetime) -> int:
    """Open the next batch of a started year's cases.

    Needs: a plan of which a year was started.
    Sets: the assignments' cases.
    Errors: any error fails the batch, which is tried again.
    """
    return opening.open_batch(plan_id, now)


@handler("plan_task.finish")
def finish_task(call: ServiceCall) -> None:
    """Note that the task is done and tell its lead agency.

    Needs: a result that the department found to be what the plan asks for.
    Sets: nothing on the token; the assignment's state.
    Errors: none a diagram could catch.
    """
    checking.finish(call.case_id, call.now)
