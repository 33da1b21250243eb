"""Keep the dates that rounds and reports carry true when the date of their case is moved, or moved back."""

import json
from datetime import datetime

from app.cases import hooks
from app.cases.models import Case
from app.cases.opening import case_deadline
from app.clock import local_date
from app.deadlines.moments import Deadline, fixed_date
from app.organisation.calendar import office_calendar
from app.reports.models import Campaign, Submission
from app.reports.queries import campaign_of
from app.reports.service.submissions import submission_of_case


def follow(case: Case, _now: datetime) -> None:
    """Give the report, or the round, that the case carries the case's present deadline."""
    deadline = case_deadline(case)
    if deadline is None:
        return
    submission = submission_of_case(case.id)
    if submission is not None:
        set_limit(submission, deadline)
    elif (campaign := campaign_of(case.id)) is not None:
        _set_round(campaign, deadline)


def set_limit(submission: Submission, deadline: Deadline) -> None:
    """Let the report be due by the deadline: a returned one by a limit of its own."""
    day = local_date(deadline.due_at)
    if submission.resubmit_by:
        submission.resubmit_by, submission.resubmit_overdue_after = day, deadline.overdue_after
    else:
        submission.due_at, submission.overdue_after = deadline.due_at, deadline.overdue_after
    submission.extended_to = day if deadline.due_at != submission.campaign.due_at else None


def _set_round(campaign: Campaign, deadline: Deadline) -> None:
    """Move the round's own date; the reports of the agencies keep theirs, which are moved from the round's page."""
    day = local_date(deadline.due_at)
    campaign.due_on, campaign.due_is_exclusive = day, False
    campaign.remind_by, campaign.due_at = deadline.remind_by, deadline.due_at
    campaign.overdue_after = deadline.overdue_after
    reasons = fixed_date(day, inclusive=True, calendar=office_calendar()).explanation
    campaign.explanation = json.dumps([{"vi": one.vi, "en": one.en} for one in reasons], ensure_ascii=False)


if follow not in hooks.case_rescheduled:
    hooks.case_rescheduled.append(follow)
