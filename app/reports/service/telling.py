"""Write to an agency's people about its report: what was decided, in their own language."""

from collections.abc import Callable
from datetime import date, datetime

from flask_babel import gettext as _

from app.cases.telling import Words, language, tell_agency
from app.deadlines.wording import long_date
from app.reports.models import Submission


def tell_accepted(submission: Submission, now: datetime) -> None:
    """Tell the agency that its report has been accepted."""

    def words() -> Words:
        values = {"title": submission.campaign.title, "agency": submission.agency.name}
        return (
            _("Report accepted: %(title)s", **values),
            _("The department has accepted the report of %(agency)s: %(title)s. Nothing more is to be done.", **values),
        )

    _tell(submission, "report_accepted", f"{submission.id}", words, now)


def tell_granted(submission: Submission, request_case_id: int, until: date, now: datetime) -> None:
    """Tell the agency that it has more time."""

    def words() -> Words:
        values = {"title": submission.campaign.title, "day": long_date(until, language(), within=True)}
        return (
            _("Extended: %(title)s", **values),
            _("More time was granted for the report: %(title)s. New deadline: %(day)s.", **values),
        )

    _tell(submission, "extension_granted", f"{request_case_id}", words, now)


def tell_refused(submission: Submission, request_case_id: int, reason: str, now: datetime) -> None:
    """Tell the agency that its deadline stands, and why."""

    def words() -> Words:
        values = {"title": submission.campaign.title, "reason": reason}
        return (
            _("No extension: %(title)s", **values),
            _("More time was refused for the report: %(title)s. Reason: %(reason)s", **values),
        )

    _tell(submission, "extension_refused", f"{request_case_id}", words, now)


def _tell(submission: Submission, kind: str, key: str, words: Callable[[], Words], now: datetime) -> None:
    tell_agency(submission.agency, submission.case_id, kind, key, words, now)
