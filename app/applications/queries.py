"""Read applications."""

from flask import current_app
from sqlalchemy import select

from app.applications.kinds import ApplicationKind
from app.applications.models import Application
from app.cases.models import Case
from app.extensions import db
from app.forms import Form
from app.organisation.models import Agency
from app.processes.deployed import get_deployed
from app.processes.queries import latest


def form_of(kind: ApplicationKind) -> Form:
    """Return the kind's form as last deployed; raise UnknownProcess."""
    return get_deployed(latest(kind.process).id).forms[kind.form]


def application_of(case_id: int) -> Application | None:
    """Return the application that the case came from; None for any other case."""
    return db.session.scalar(select(Application).where(Application.case_id == case_id))


def department() -> Agency:
    """Return the department that runs the system: an application's case is its own until the applicant is taken in."""
    code = current_app.config["DEPARTMENT_CODE"]
    return db.session.scalars(select(Agency).where(Agency.code == code)).one()


def is_taken_in(case: Case) -> bool:
    """Whether the case has become the applicant's own agency's."""
    return case.agency_id != department().id
