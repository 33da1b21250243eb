"""The handlers behind the service tasks of reviews, and their batch jobs."""

from datetime import datetime

from app.cases.batches import in_batches
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


@in_batches(asking.OPEN_JOB)
def open_assessments(review_id: int, now: datetime) -> int:
    """Open the next batch of agencies' cases.

    Needs: a review whose agencies were asked.
    Sets: the self-assessments' cases.
    Errors: any error fails the batch, which is tried again.
    """
    return asking.open_batch(review_id, now)


@in_batches(closing.CLOSE_JOB)
def close_assessments(review_id: int, now: datetime) -> int:
    """End the next batch of cases that were never sent.

    Needs: a review whose agencies were asked.
    Sets: the self-assessments' state.
    Errors: any error fails the batch, which is tried again.
    """
    return closing.close_batch(review_id, now)
