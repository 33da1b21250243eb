"""Read surveys and enrolments: lists, one enterprise's file, and the counts."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import joinedload

from app.cases.access import visible_cases
from app.cases.models import Case, TaskStatus, UserTask
from app.clock import local_date, start_of_day
from app.extensions import db
from app.organisation.queries.paging import matches
from app.organisation.roles import Actor
from app.programmes.groups import GROUPS
from app.programmes.models import (
    Enrolment,
    EnrolmentScore,
    Help,
    ProgrammeReview,
    ProgrammeVersion,
    SituationGroup,
    Stage,
    State,
    SurveyedEnterprise,
)

PAGE = 50


@dataclass(frozen=True)
class Wanted:
    """What a list of enterprises is narrowed to."""

    state: State | None = None
    help: Help | None = None
    late: bool = False
    words: str = ""


@dataclass(frozen=True)
class Page:
    """Some enrolments, the open tasks of each, and the id to go on after, if there are more."""

    items: Sequence[Enrolment]
    next_after: int | None


def enrolments(actor: Actor, wanted: Wanted, now: datetime, after: int | None = None, limit: int = PAGE) -> Page:
    """Return one page of the enrolments whose cases the actor may know of, newest first."""
    query = select(Enrolment).join(Case, Case.id == Enrolment.case_id).where(visible_cases(actor))
    query = query.where(*_narrowed(wanted, now)).options(joinedload(Enrolment.agency))
    if after is not None:
        query = query.where(Enrolment.id < after)
    rows = db.session.scalars(query.order_by(Enrolment.id.desc()).limit(limit + 1)).all()
    return Page(rows[:limit], rows[limit - 1].id if len(rows) > limit else None)


def _narrowed(wanted: Wanted, now: datetime) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.state is not None:
        found.append(Enrolment.state == wanted.state)
    if wanted.help is not None:
        found.append(Enrolment.help == wanted.help)
    if wanted.late:
        found.append(_late_task(now))
    if wanted.words:
        found.append(matches(Enrolment.search_key, wanted.words))
    return found


def _late_task(now: datetime) -> ColumnElement[bool]:
    """Whether something is overdue on the enrolment's case."""
    today = start_of_day(local_date(now))
    overdue = (
        UserTask.case_id == Enrolment.case_id,
        UserTask.status == TaskStatus.open,
        UserTask.overdue_after < today,
    )
    return exists().where(*overdue)


@dataclass(frozen=True)
class Points:
    """The points of one stage: criterion by criterion, and their sum."""

    stage: Stage
    lines: Sequence[EnrolmentScore]

    @property
    def total(self) -> int:
        """The sum of the points."""
        return sum(line.points for line in self.lines)

    @property
    def maximum(self) -> int:
        """What could be reached."""
        return sum(line.maximum for line in self.lines)


@dataclass(frozen=True)
class EnterpriseFile:
    """All that an enrolment has gathered."""

    enrolment: Enrolment
    application: Mapping[str, Any]
    points: Sequence[Points]
    groups: Sequence[tuple[int, str, SituationGroup | None]]
    versions: Sequence[ProgrammeVersion]
    reviews: Sequence[tuple[ProgrammeReview, Mapping[str, str]]]

    @property
    def analysed(self) -> int:
        """How many of the nine groups have been analysed."""
        return sum(found is not None for _, _, found in self.groups)


def enterprise_file(enrolment: Enrolment) -> EnterpriseFile:
    """Return what the enrolment has gathered."""
    scores = db.session.scalars(_of(EnrolmentScore, enrolment).order_by(EnrolmentScore.number)).all()
    groups = {group.number: group for group in db.session.scalars(_of(SituationGroup, enrolment))}
    reviews = db.session.scalars(_of(ProgrammeReview, enrolment).order_by(ProgrammeReview.number)).all()
    return EnterpriseFile(
        enrolment=enrolment,
        application=json.loads(enrolment.application),
        points=[
            Points(stage, lines) for stage in Stage if (lines := [score for score in scores if score.stage is stage])
        ],
        groups=[(number, title, groups.get(number)) for number, title in GROUPS.items()],
        versions=db.session.scalars(_of(ProgrammeVersion, enrolment).order_by(ProgrammeVersion.number.desc())).all(),
        reviews=[(review, json.loads(review.parts)) for review in reviews],
    )


def _of(table: Any, enrolment: Enrolment) -> Any:
    return select(table).where(table.enrolment_id == enrolment.id)


@dataclass(frozen=True)
class SurveyPage:
    """Some surveyed enterprises, which of them have applied, and the id to go on after."""

    items: Sequence[SurveyedEnterprise]
    applied: Mapping[str, int]  # tax code → the case of its newest enrolment
    next_after: int | None


def surveys(words: str = "", after: int | None = None, limit: int = PAGE) -> SurveyPage:
    """Return one page of the surveyed enterprises, newest first."""
    query = select(SurveyedEnterprise)
    if words:
        query = query.where(matches(SurveyedEnterprise.search_key, words))
    if after is not None:
        query = query.where(SurveyedEnterprise.id < after)
    rows = db.session.scalars(query.order_by(SurveyedEnterprise.id.desc()).limit(limit + 1)).all()
    codes = [row.tax_code for row in rows[:limit]]
    newest = select(Enrolment.tax_code, func.max(Enrolment.case_id)).where(Enrolment.tax_code.in_(codes))
    applied = dict(db.session.execute(newest.group_by(Enrolment.tax_code)).all())
    return SurveyPage(rows[:limit], applied, rows[limit - 1].id if len(rows) > limit else None)


def survey_of(survey_id: int) -> SurveyedEnterprise | None:
    """Return a surveyed enterprise."""
    return db.session.get(SurveyedEnterprise, survey_id)
