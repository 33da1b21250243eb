"""Why a report is due when it is: the legal basis of its round, and how the date was reached from it."""

import json
from collections.abc import Sequence

from app.cases.models import Case
from app.clock import local_date
from app.deadlines.reasons import Reason
from app.deadlines.wording import long_date
from app.reports.models import Campaign, Submission
from app.reports.queries import campaign_of
from app.reports.service.submissions import submission_of_case
from app.tasks.explaining import case_reasons


def reasons_of(case: Case) -> Sequence[Reason] | None:
    """Return the reasons for the due date of a report or a round; None for any other case."""
    submission = submission_of_case(case.id)
    campaign = submission.campaign if submission else campaign_of(case.id)
    if campaign is None or case.due_at is None:
        return None
    if case.due_at == campaign.due_at:
        return _of_round(campaign)
    if submission is not None and submission.extended_to is not None:
        return (*_of_round(campaign), _extended(submission))
    return None


def _of_round(campaign: Campaign) -> Sequence[Reason]:
    steps = [Reason(step["vi"], step["en"]) for step in json.loads(campaign.explanation)]
    return [Reason(campaign.legal_basis, campaign.legal_basis), *steps]


def _extended(submission: Submission) -> Reason:
    until = submission.extended_to or local_date(submission.due_at)
    return Reason(
        f"Được gia hạn đến hết {long_date(until, within=True)}.", f"Extended until the end of {long_date(until, 'en')}."
    )


case_reasons.append(reasons_of)
