"""Keep what surveys of enterprises found."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import select

from app.clock import local_date
from app.errors import Forbidden, Invalid
from app.extensions import db
from app.organisation.roles import Actor, Role
from app.organisation.texts import N_
from app.programmes.models import SurveyedEnterprise
from app.timeline.log import Subject, record

ENTERS = (Role.specialist, Role.coordinator)


@dataclass(frozen=True)
class Survey:
    """What was found out about one enterprise."""

    name: str
    tax_code: str
    surveyed_on: date
    address: str = ""
    sector: str = ""
    need: str = ""
    instruments: str = ""


def enter_survey(survey: Survey, *, actor: Actor, now: datetime) -> SurveyedEnterprise:
    """Enter a surveyed enterprise. Raises Forbidden, and Invalid for a day to come or a tax code entered before."""
    if not actor.has(*ENTERS):
        raise Forbidden
    if survey.surveyed_on > local_date(now):
        raise Invalid({"surveyed_on": [N_("This day is still to come.")]})
    if db.session.scalar(select(SurveyedEnterprise.id).where(SurveyedEnterprise.tax_code == survey.tax_code)):
        raise Invalid({"tax_code": [N_("An enterprise with this tax code has been surveyed already.")]})
    surveyed = SurveyedEnterprise(**asdict(survey), entered_at=now)
    db.session.add(surveyed)
    db.session.flush()  # its timeline needs the key
    record(Subject("survey", surveyed.id), "survey.entered", actor, now, name=survey.name, tax_code=survey.tax_code)
    return surveyed
