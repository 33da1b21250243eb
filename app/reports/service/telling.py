"""Write to an agency's people about its report: what was decided, in their own language."""

from collections.abc import Callable
from datetime import date, datetime

from flask import current_app
from flask_babel import force_locale, get_locale
from flask_babel import gettext as _
from sqlalchemy import select

from app.deadlines.wording import long_date
from app.extensions import db
from app.organisation.models import Agency, Seat, User
from app.organisation.roles import SEAT_ROLES
from app.reports.models import Submission
from app.timeline.outbox import Message, enqueue_all

Words = tuple[str, str]  # subject, text


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
        values = {"title": submission.campaign.title, "day": long_date(until, _language(), within=True)}
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
    messages = []
    for person in people_of(submission.agency):
        with force_locale(person.locale):
            subject, text = words()
            greeting = _("Dear %(name)s,", name=person.name)
        messages.append(
            Message(
                key=f"{kind}:{key}:{person.id}",
                kind=kind,
                recipient_id=person.id,
                address=person.email,
                subject=subject,
                text=f"{greeting}\n\n{text}\n\n{link(f'/cases/{submission.case_id}')}\n",
                case_id=submission.case_id,
                agency_id=submission.agency_id,
            )
        )
    enqueue_all(messages, now)


def people_of(agency: Agency) -> list[User]:
    """Return who sits at the agency: the holders of its seats, or their deputies where nobody holds one."""
    people: dict[int, User] = {}
    for seat in db.session.scalars(select(Seat).where(Seat.agency_id == agency.id, Seat.role.in_(SEAT_ROLES))):
        person = seat.holder or seat.deputy
        if person is not None and person.disabled_at is None:
            people[person.id] = person
    return list(people.values())


def link(path: str) -> str:
    """Return the address of a page as people outside reach it."""
    return f"{current_app.config['PUBLIC_URL'].rstrip('/')}{path}"


def _language() -> str:
    locale = get_locale()
    return "en" if locale is not None and locale.language == "en" else "vi"
