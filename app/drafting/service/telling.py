"""Write to an agency's people about the time for its proposal or opinion, in their own language."""

from datetime import date, datetime

from flask_babel import gettext as _

from app.cases.models import Case
from app.cases.telling import Words, language, tell_agency
from app.deadlines.wording import long_date


def tell_granted(case: Case, request_case_id: int, until: date, now: datetime) -> None:
    """Tell the agency that it has more time."""

    def words() -> Words:
        values = {"title": case.title, "day": long_date(until, language(), within=True)}
        return (
            _("Extended: %(title)s", **values),
            _("More time was granted: %(title)s. New deadline: %(day)s.", **values),
        )

    tell_agency(case.agency, case.id, "extension_granted", f"{request_case_id}", words, now)


def tell_refused(case: Case, request_case_id: int, reason: str, now: datetime) -> None:
    """Tell the agency that its deadline stands, and why."""

    def words() -> Words:
        values = {"title": case.title, "reason": reason}
        return (
            _("No extension: %(title)s", **values),
            _("More time was refused: %(title)s. Reason: %(reason)s", **values),
        )

    tell_agency(case.agency, case.id, "extension_refused", f"{request_case_id}", words, now)
