"""Write to an agency's people about a case: what was decided, each in their own language."""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime

from flask import current_app
from flask_babel import force_locale, get_locale
from flask_babel import gettext as _
from sqlalchemy import select

from app.extensions import db
from app.organisation.models import Agency, Seat, User
from app.organisation.roles import SEAT_ROLES, Role
from app.timeline.outbox import Message, enqueue_all

Words = tuple[str, str]  # subject, text


def tell_agency(
    agency: Agency, case_id: int | None, kind: str, key: str, words: Callable[[], Words], now: datetime
) -> None:
    """Write to everybody who sits at the agency; the same `kind` and `key` is told once. `words` are asked in turn."""
    people = people_of(agency)
    tell_people(people, kind, key, words, now, page=f"/cases/{case_id}", case_id=case_id, agency_id=agency.id)


def tell_people(
    people: Iterable[User],
    kind: str,
    key: str,
    words: Callable[[], Words],
    now: datetime,
    *,
    page: str,
    case_id: int | None = None,
    agency_id: int | None = None,
) -> None:
    """Write to each of the people, with a link to `page`; what names a `case_id` reaches only who may know of it."""
    messages = []
    for person in people:
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
                text=f"{greeting}\n\n{text}\n\n{link(page)}\n",
                case_id=case_id,
                agency_id=agency_id,
            )
        )
    enqueue_all(messages, now)


def people_of(agency: Agency, roles: Collection[Role] = SEAT_ROLES) -> list[User]:
    """Return who sits at the agency: the holders of its seats, or their deputies where nobody holds one."""
    people: dict[int, User] = {}
    for seat in db.session.scalars(select(Seat).where(Seat.agency_id == agency.id, Seat.role.in_(roles))):
        person = seat.holder or seat.deputy
        if person is not None and person.disabled_at is None:
            people[person.id] = person
    return list(people.values())


def link(path: str) -> str:
    """Return the address of a page as people outside reach it."""
    return f"{current_app.config['PUBLIC_URL'].rstrip('/')}{path}"


def language() -> str:
    """Return the language that `words` are asked in: "en" or "vi"."""
    locale = get_locale()
    return "en" if locale is not None and locale.language == "en" else "vi"
