"""Count what targets ask for: distinct enterprises and occurrences apart, guided and supported apart.

Plans set targets in two ways: so many enterprises, or so many times (lượt). An enterprise counts once however often
it was helped or enrolled: by its tax code. Each recorded session is one occurrence.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select

from app.clock import start_of_day
from app.extensions import db
from app.programmes.models import Assistance, Enrolment, Help, ProgrammeVersion, SurveyedEnterprise


@dataclass(frozen=True)
class Count:
    """What was done for enterprises in one way, in one period."""

    enterprises: int = 0  # distinct
    occurrences: int = 0
    people: int = 0  # each time they took part


@dataclass(frozen=True)
class Figures:
    """The figures of one period, first and last day inclusive."""

    surveyed: int
    applied: int  # distinct enterprises that applied
    selected: Mapping[Help, int]  # distinct enterprises
    helped: Mapping[Help, Count]
    approved: int  # distinct enterprises whose head approved a programme
    rated: int  # distinct enterprises whose class the Ministry published


def figures(first: date, last: date) -> Figures:
    """Return the figures of the period."""
    distinct = func.count(func.distinct(Enrolment.tax_code))
    in_days = (first, last)
    began, ended = start_of_day(first), start_of_day(last + timedelta(days=1))
    applied = select(distinct).where(Enrolment.applied_at >= began, Enrolment.applied_at < ended)
    surveyed = select(func.count()).where(SurveyedEnterprise.surveyed_on.between(*in_days))
    approved = select(distinct).join(ProgrammeVersion, ProgrammeVersion.enrolment_id == Enrolment.id)
    return Figures(
        surveyed=db.session.scalar(surveyed) or 0,
        applied=db.session.scalar(applied) or 0,
        selected=_selected(first, last),
        helped=_helped(first, last),
        approved=db.session.scalar(approved.where(ProgrammeVersion.approved_on.between(*in_days))) or 0,
        rated=db.session.scalar(select(distinct).where(Enrolment.published_on.between(*in_days))) or 0,
    )


def _selected(first: date, last: date) -> dict[Help, int]:
    query = select(Enrolment.help, func.count(func.distinct(Enrolment.tax_code)))
    query = query.where(Enrolment.selected_on.between(first, last), Enrolment.help.is_not(None))
    found = dict(db.session.execute(query.group_by(Enrolment.help)).all())
    return {kind: found.get(kind, 0) for kind in Help}


def _helped(first: date, last: date) -> dict[Help, Count]:
    enterprises = func.count(func.distinct(Enrolment.tax_code))
    query = select(
        Assistance.help, enterprises, func.count(Assistance.id), func.coalesce(func.sum(Assistance.people), 0)
    )
    query = query.join(Enrolment, Enrolment.id == Assistance.enrolment_id)
    query = query.where(Assistance.given_on.between(first, last)).group_by(Assistance.help)
    found = {kind: Count(*counts) for kind, *counts in db.session.execute(query)}
    return {kind: found.get(kind, Count()) for kind in Help}
