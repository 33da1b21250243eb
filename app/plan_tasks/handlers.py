"""The handlers behind the service tasks of plan tasks, and the job that opens a year's cases."""

from datetime import datetime

from app.cases.jobs import JobCall, job
from app.plan_tasks.service import checking, opening, starting
from app.processes.handlers import ServiceCall, handler


@job(starting.OPEN_JOB, at_once=True)
def open_plan_tasks(call: JobCall) -> None:
    """Open the next batch of a started year's cases.

    Needs: plan_id, number of the batch, frozen_at.
    Sets: the assignments' cases; queues the next batch.
    Errors: any error fails the batch, which is tried again.
    """
    frozen_at = datetime.fromisoformat(call.payload["frozen_at"])
    opening.open_batch(call.payload["plan_id"], call.payload["number"], frozen_at, call.now)


@handler("plan_task.finish")
def finish_task(call: ServiceCall) -> None:
    """Note that the task is done and tell its lead agency.

    Needs: a result that the department found to be what the plan asks for.
    Sets: nothing on the token; the assignment's state.
    Errors: none a diagram could catch.
    """
    checking.finish(call.case_id, call.now)
