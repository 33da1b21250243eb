"""Give an accepted enterprise its agency, and invite its people to their seats."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.applications.queries import application_of
from app.applications.service import take_in
from app.cases.locking import lock_case
from app.cases.models import Case
from app.clock import local_date
from app.database import change
from app.extensions import db
from app.organisation.models import Agency, AgencyKind, Seat
from app.organisation.roles import SYSTEM, Role
from app.organisation.service.agencies import AgencyDetails, enter_agency
from app.organisation.service.seats import Sitters, hand_over
from app.organisation.service.users import Contact, account_of
from app.programmes.models import Enrolment
from app.programmes.records import require_enrolment
from app.timeline.log import Subject, record


def admit(case_id: int, now: datetime) -> None:
    """Make the case the enterprise's own, and invite its focal point and its head.

    An enterprise that is known keeps its people: only empty seats are filled. Done again, nothing changes.
    """
    case = lock_case(case_id)
    enrolment = require_enrolment(case_id)
    if enrolment.agency_id is not None:
        return
    applied = json.loads(enrolment.application)
    application = application_of(case_id)
    if application is not None:
        agency = take_in(case, application, AgencyKind.enterprise, actor=SYSTEM, now=now)
    else:
        agency = _take_in_by_hand(case, enrolment, applied, now)
    enrolment.agency_id = agency.id
    if applied.get("head_email"):  # not where personal data was erased in between
        _seat(agency, Role.agency_head, Contact(applied["head_name"], applied["head_email"]), now)
    record(Subject("case", case.id), "enrolment.admitted", SYSTEM, now, help=enrolment.help, agency=agency.name)


def _take_in_by_hand(case: Case, enrolment: Enrolment, applied: Mapping[str, Any], now: datetime) -> Agency:
    """Do what `take_in` does for an application that the department entered on the enterprise's behalf."""
    agency = _agency_of(enrolment, now)
    contact = Contact(applied["contact_name"], applied["contact_email"], applied.get("contact_phone") or "")
    _seat(agency, Role.focal_point, contact, now)
    change(db.session, case, agency_id=agency.id)
    db.session.expire(case, ["agency"])
    return agency


def _agency_of(enrolment: Enrolment, now: datetime) -> Agency:
    """Return the enterprise's agency: the one with its tax code, else a new one."""
    code = f"DN{enrolment.tax_code}"
    known: Agency | None = db.session.scalar(select(Agency).where(Agency.code == code))
    if known is not None:
        return known
    details = AgencyDetails(code, enrolment.name, AgencyKind.enterprise, local_date(now), is_apart=True)
    return enter_agency(details, SYSTEM, now)


def _seat(agency: Agency, role: Role, contact: Contact, now: datetime) -> None:
    seat = db.session.scalar(select(Seat).where(Seat.agency_id == agency.id, Seat.role == role))
    if seat is not None and seat.holder_id is not None:
        return
    user = account_of(contact, SYSTEM, now, send_invitation=True)
    hand_over(agency.id, role, Sitters(user, None), SYSTEM, now)
