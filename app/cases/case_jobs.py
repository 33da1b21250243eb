"""The jobs a case queues: its service tasks, the messages it throws, the cases that end with it."""

from datetime import datetime

from app.cases.batches import in_batches
from app.cases.companions import END_JOB
from app.cases.delivery import deliver
from app.cases.ending_along import end_batch
from app.cases.jobs import JobCall, job
from app.cases.messages import DELIVERY_JOB
from app.cases.position import SERVICE_JOB
from app.cases.services import run_service
from app.engine import Message


@job(SERVICE_JOB, at_once=True)
def do_service_task(call: JobCall) -> None:
    """Call the handler behind a service task and move the case on.

    Needs: engine_id, element, handler, variables.
    Sets: what the handler returns, as far as the diagram reads it; the case's new position.
    Errors: a BpmnError goes to its boundary event; any other fails the job.
    """
    if call.case_id is None:
        raise LookupError("a service task belongs to a case")
    run_service(call.case_id, call.payload, call.now)


@job(DELIVERY_JOB, at_once=True)
def deliver_message(call: JobCall) -> None:
    """Give a thrown message to the cases that wait for it, or keep it until one does.

    Needs: name, correlation, payload.
    Sets: the position of the cases that took it.
    Errors: any error fails the job; no case has taken the message then.
    """
    given = call.payload
    deliver(Message(given["name"], given["correlation"], given["payload"]), now=call.now)


@in_batches(END_JOB)
def end_companions(case_id: int, now: datetime) -> int:
    """End the next batch of cases that were opened for one that has ended.

    Needs: the ended case.
    Sets: the cases' status.
    Errors: any error fails the batch, which is tried again.
    """
    return end_batch(case_id, now)
