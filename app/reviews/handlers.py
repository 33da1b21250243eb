"""The handlers behind the service tasks of reviews, and their batch jobs."""

from app.cases.jobs import JobCall, job
from app.processes.handlers import ServiceCall, handler
from app.reviews.service import asking, assessing, closing


@handler("review.ask")
def ask(call: ServiceCall) -> None:
    """Freeze who leads rows of the plan and open each agency's self-assessment.

    Needs: the review that the task "open_review" has described.
    Sets: nothing on the token; the review's self-assessments.
    Errors: none a diagram could catch.
    """
    asking.ask_agencies(call.case_id, call.now)


@handler("review.close")
def close(call: ServiceCall) -> None:
    """End the self-assessments that never reached the department.

    Needs: a review whose agencies were asked.
    Sets: nothing on the token; the review's state.
    Errors: none a diagram could catch.
    """
    closing.close_gathering(call.case_id, call.now)


@handler("review.approve")
def approve(call: ServiceCall) -> None:
    """Note that the review is approved and its report issued.

    Needs: a review whose report the People's Committee has approved.
    Sets: nothing on the token; the review's state.
    Errors: none a diagram could catch.
    """
    closing.approve_review(call.case_id, call.now)


@handler("self_assessment.take_in")
def take_in(call: ServiceCall) -> None:
    """Take an agency's self-assessment into the figures of the review.

    Needs: a self-assessment that the department has checked.
    Sets: nothing on the token; the figures, and the message "self_assessments_in" after the last one.
    Errors: none a diagram could catch.
    """
    assessing.take_in(call.case_id, call.now)


@job(asking.OPEN_JOB, at_once=True)
def open_assessments(call: JobCall) -> None:
    """Open the next batch of agencies' cases.

    Needs: review_id, number of the batch.
    Sets: the self-assessments' cases; queues the next batch.
    Errors: any error fails the batch, which is tried again.
    """
    asking.open_batch(call.payload["review_id"], call.payload["number"], call.now)


@job(closing.CLOSE_JOB, at_once=True)
def close_assessments(call: JobCall) -> None:
    """End the next batch of cases that were never sent.

    Needs: review_id, number of the batch.
    Sets: the self-assessments' state; queues the next batch.
    Errors: any error fails the batch, which is tried again.
    """
    closing.close_batch(call.payload["review_id"], call.payload["number"], call.now)
