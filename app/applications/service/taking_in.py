"""Take an applicant in: its agency, its focal point's seat, and the case becomes its own."""

import re
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm.attributes import set_committed_value

from app.applications.kinds import kind_of
from app.applications.models import Application
from app.applications.queries import department, is_taken_in
from app.cases.models import Case, TaskStatus, UserTask
from app.clock import local_date
from app.database import change
from app.extensions import db
from app.organisation.models import Agency, AgencyKind, Seat
from app.organisation.roles import SEAT_ROLES, Actor, Role
from app.organisation.service.agencies import AgencyDetails, enter_agency
from app.organisation.service.seats import Sitters, hand_over
from app.organisation.service.users import Contact, account_of
from app.timeline.log import Subject, record


def take_in(case: Case, application: Application, kind: AgencyKind, *, actor: Actor, now: datetime) -> Agency:
    """Give the applicant an agency, invite its contact to the focal point's seat, and move the case to that agency.

    An enterprise whose tax code is known keeps its agency and its people: only an empty seat is filled. Done again,
    nothing changes.
    """
    if is_taken_in(case):
        return db.session.get_one(Agency, case.agency_id)
    agency = _agency_of(application, kind, actor, now)
    _seat(agency, application, actor, now)
    record(Subject("case", case.id), "application.taken_in", actor, now, agency=agency.name)
    _move(case, agency)
    return agency


def _agency_of(application: Application, kind: AgencyKind, actor: Actor, now: datetime) -> Agency:
    names, answers = kind_of(application.kind).names, application.answers
    tax_code = re.sub(r"\D", "", str(answers.get(names.tax_code) or ""))
    code = f"DN{tax_code}" if tax_code else f"DK{application.id}"
    known: Agency | None = db.session.scalar(select(Agency).where(Agency.code == code))
    if known is not None:
        return known
    name = str(answers[names.organisation])[:300]
    return enter_agency(AgencyDetails(code, name, kind, local_date(now), is_apart=True), actor, now)


def _seat(agency: Agency, application: Application, actor: Actor, now: datetime) -> None:
    taken = select(Seat.id).where(
        Seat.agency_id == agency.id, Seat.role == Role.focal_point, Seat.holder_id.is_not(None)
    )
    if db.session.scalar(taken) is not None:
        return
    names, answers = kind_of(application.kind).names, application.answers
    phone = str(answers.get(names.contact_phone) or "")
    contact = Contact(str(answers[names.contact_name]), application.email, phone)
    user = account_of(contact, actor, now, send_invitation=True)
    hand_over(agency.id, Role.focal_point, Sitters(user, None), actor, now)


def _move(case: Case, agency: Agency) -> None:
    """Make the case, and what waits at the department's seats in it, the agency's own."""
    change(db.session, case, agency_id=agency.id)
    set_committed_value(case, "agency", agency)
    waiting = update(UserTask).where(
        UserTask.case_id == case.id,
        UserTask.status == TaskStatus.open,
        UserTask.agency_id == department().id,
        UserTask.role.in_(SEAT_ROLES),
    )
    db.session.execute(waiting.values(agency_id=agency.id))
