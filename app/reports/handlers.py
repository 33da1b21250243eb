"""The handlers behind the service tasks of the reporting cycle, and its batch jobs."""

from datetime import datetime

from app.cases.batches import in_batches
from app.processes.handlers import ServiceCall, handler
from app.reports.service import closing, leaders, opening, submissions


@handler("report_campaign.open")
def open_campaign(call: ServiceCall) -> None:
    """Freeze the roster and open each agency's case.

    Needs: the campaign that the task "prepare_campaign" created.
    Sets: nothing on the token; the submissions of the campaign.
    Errors: none a diagram could catch.
    """
    opening.freeze_roster(call.case_id, call.now)


@handler("report_campaign.tell_leaders")
def tell_leaders(call: ServiceCall) -> None:
    """Tell the department's leaders who is late.

    Needs: an open campaign whose deadline has passed.
    Sets: nothing on the token; one mail to each leader.
    Errors: none a diagram could catch.
    """
    leaders.tell_who_is_late(call.case_id, call.now)


@handler("report_campaign.close")
def close_campaign(call: ServiceCall) -> None:
    """Close the round and the cases that never reached the department.

    Needs: an open campaign.
    Sets: nothing on the token; the campaign's status.
    Errors: none a diagram could catch.
    """
    closing.begin_closing(call.case_id, call.now)


@handler("agency_report.accept")
def accept_report(call: ServiceCall) -> None:
    """Take the report into the consolidated figures.

    Needs: a report that the department has checked.
    Sets: nothing on the token; the submission's state.
    Errors: none a diagram could catch.
    """
    submissions.accept(call.case_id, call.now)


@in_batches(opening.OPEN_JOB)
def open_reports(campaign_id: int, now: datetime) -> int:
    """Open the next batch of agencies' cases.

    Needs: an open campaign.
    Sets: the submissions' cases.
    Errors: any error fails the batch, which is tried again.
    """
    return opening.open_batch(campaign_id, now)


@in_batches(closing.CLOSE_JOB)
def close_reports(campaign_id: int, now: datetime) -> int:
    """Cancel the next batch of cases that never reached the department.

    Needs: an open campaign.
    Sets: the cases' status.
    Errors: any error fails the batch, which is tried again.
    """
    return closing.close_batch(campaign_id, now)
