"""Submit a case to the People's Committee: from then on its office sees the case."""

from datetime import datetime

from sqlalchemy import select

from app.cases.models import CaseAgency, Relation
from app.clock import local_date
from app.extensions import db
from app.issuing.errors import NoCommittee
from app.organisation.models import Agency, AgencyKind
from app.organisation.roles import SYSTEM
from app.timeline.log import Subject, record


def submit_to_committee(case_id: int, now: datetime) -> None:
    """Let the office of the People's Committee see the case; submitted again nothing more changes.

    Raises NoCommittee when the register has none.
    """
    committees = db.session.scalars(select(Agency).where(Agency.kind == AgencyKind.committee).order_by(Agency.id)).all()
    existing = [agency for agency in committees if agency.exists_on(local_date(now))]
    if not existing:
        raise NoCommittee
    submitted = (CaseAgency.case_id == case_id, CaseAgency.relation == Relation.submitted_to)
    known = set(db.session.scalars(select(CaseAgency.agency_id).where(*submitted)))
    fresh = [agency for agency in existing if agency.id not in known]
    if not fresh:
        return
    record(Subject("case", case_id), "case.submitted", SYSTEM, now, agencies=[agency.name for agency in fresh])
    db.session.add_all(
        CaseAgency(case_id=case_id, agency_id=agency.id, relation=Relation.submitted_to) for agency in fresh
    )
