"""Write to a laboratory's people about its request."""

from datetime import datetime

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import select

from app.applications.queries import application_of, is_taken_in
from app.applications.service.telling import mail_applicant
from app.extensions import db
from app.organisation.models import Seat, User
from app.organisation.roles import SEAT_ROLES
from app.support.models import LaboratorySupport
from app.timeline.outbox import Message, enqueue_all


def tell_refused(support: LaboratorySupport, reason: str, now: datetime) -> None:
    """Tell the laboratory that its request was refused, and why; who has no account yet is told as an applicant."""
    application = application_of(support.case_id)
    if application is not None and not is_taken_in(support.case):
        with force_locale("vi"):
            mail_applicant(application, "refused", _subject(support), [_refusal(support, reason)], now)
        return
    messages = []
    for person in _people_of(support.case.agency_id):
        with force_locale(person.locale):
            subject, text = _subject(support), _refusal(support, reason)
            greeting = _("Dear %(name)s,", name=person.name)
        link = f"{current_app.config['PUBLIC_URL'].rstrip('/')}/cases/{support.case_id}"
        messages.append(
            Message(
                key=f"support_refused:{support.case_id}:{person.id}",
                kind="support_refused",
                recipient_id=person.id,
                address=person.email,
                subject=subject,
                text=f"{greeting}\n\n{text}\n\n{link}\n",
                case_id=support.case_id,
                agency_id=support.case.agency_id,
            )
        )
    enqueue_all(messages, now)


def _subject(support: LaboratorySupport) -> str:
    return _("Support refused: %(laboratory)s", laboratory=support.laboratory)


def _refusal(support: LaboratorySupport, reason: str) -> str:
    return _(
        "The department cannot support %(laboratory)s at present. Reason: %(reason)s",
        laboratory=support.laboratory,
        reason=reason,
    )


def _people_of(agency_id: int) -> list[User]:
    """Return the holders of the agency's seats, or their deputies where nobody holds one."""
    seats = db.session.scalars(select(Seat).where(Seat.agency_id == agency_id, Seat.role.in_(SEAT_ROLES)))
    people = {person.id: person for seat in seats if (person := seat.holder or seat.deputy)}
    return [person for person in people.values() if person.disabled_at is None]
