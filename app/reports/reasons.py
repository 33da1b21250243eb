"""Why a report is due when it is: the legal basis of its round, and how the date was reached from it."""

import json
from collections.abc import Sequence
from datetime import date

from app.cases.explaining import case_reasons, reasons_of_case
from app.cases.models import Case
from app.deadlines.calendar import WorkingCalendar
from app.deadlines.moments import fixed_date
from app.deadlines.reasons import Reason
from app.deadlines.wording import long_date
from app.extensions import db
from app.organisation.calendar import office_calendar
from app.reports.models import Campaign, ExtensionState, Submission
from app.reports.queries import campaign_of
from app.reports.service.submissions import submission_of_case


def reasons_of(case: Case) -> Sequence[Reason] | None:
    """Return the reasons for the due date of a report or a round; None for any other case."""
    submission = submission_of_case(case.id)
    campaign = submission.campaign if submission else campaign_of(case.id)
    if campaign is None or case.due_at is None:
        return None
    if case.due_at == campaign.due_at:
        return _of_round(campaign)
    if submission is None:
        return None
    if submission.extension is ExtensionState.granted and submission.extended_to is not None:
        return (*_of_round(campaign), _extended(submission.extended_to), *_days_off(submission.extended_to))
    if submission.resubmit_by is not None:
        basis = Reason(campaign.legal_basis, campaign.legal_basis)
        return (basis, _returned(submission.resubmit_by), *_days_off(submission.resubmit_by))
    return _of_round(campaign) if case.moved_at else None  # the move is told after it


def reasons_of_round(campaign: Campaign, calendar: WorkingCalendar) -> Sequence[Reason]:
    """Return why a round is due when it is, who moved it included."""
    case = db.session.get(Case, campaign.case_id) if campaign.case_id else None
    return reasons_of_case(case, calendar) if case else _of_round(campaign)


def reasons_of_report(submission: Submission, calendar: WorkingCalendar) -> Sequence[Reason]:
    """Return why an agency's report is due when it is; before its case is opened, as the round says."""
    return reasons_of_case(submission.case, calendar) if submission.case else _of_round(submission.campaign)


def _of_round(campaign: Campaign) -> Sequence[Reason]:
    steps = [Reason(step["vi"], step["en"]) for step in json.loads(campaign.explanation)]
    return [Reason(campaign.legal_basis, campaign.legal_basis), *steps]


def _extended(until: date) -> Reason:
    return Reason(
        f"Được gia hạn đến hết {long_date(until, within=True)}.", f"Extended until the end of {long_date(until, 'en')}."
    )


def _returned(until: date) -> Reason:
    return Reason(
        f"Báo cáo được trả lại để hoàn thiện, gửi lại chậm nhất hết {long_date(until, within=True)}.",
        f"The report was returned to be completed, to be sent again until the end of {long_date(until, 'en')}.",
    )


def _days_off(until: date) -> Sequence[Reason]:
    """Return what days off make of a date that has just been named."""
    return fixed_date(until, inclusive=True, calendar=office_calendar()).explanation[1:]


if reasons_of not in case_reasons:
    case_reasons.append(reasons_of)
