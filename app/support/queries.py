"""Read laboratories' files: page by page, one file whole, distinct laboratories by outcome."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import joinedload

from app.cases.access import visible_cases
from app.cases.models import Case, TaskStatus, UserTask
from app.extensions import db
from app.organisation.roles import Actor
from app.support.clauses import CHAPTERS, chapter_of
from app.support.models import (
    AccreditationBody,
    GapItem,
    GapState,
    LaboratoryOutcome,
    LaboratorySupport,
    Nonconformity,
    OutcomeKind,
    Phase,
)

PAGE = 50


@dataclass(frozen=True)
class Filter:
    """Which laboratories to show."""

    phase: Phase | None = None
    outcome: OutcomeKind | None = None
    late: bool = False


@dataclass(frozen=True)
class Progress:
    """How far one chapter, or all of them, is met; clauses that do not apply are not asked for."""

    total: int
    states: Mapping[GapState, int]

    @property
    def asked(self) -> int:
        """How many clauses apply."""
        return self.total - self.states[GapState.not_applicable]

    @property
    def met(self) -> int:
        """How many of them are met."""
        return self.states[GapState.met]


def is_late(now: datetime) -> ColumnElement[bool]:
    """Return the condition that work of the laboratory's case is overdue."""
    return exists().where(
        UserTask.case_id == LaboratorySupport.case_id,
        UserTask.status == TaskStatus.open,
        UserTask.overdue_after < now,
    )


def holds(on: date) -> ColumnElement[bool]:
    """Return the condition that an outcome holds on a day, as its document and its end say."""
    return and_(
        LaboratoryOutcome.achieved_on <= on,
        or_(LaboratoryOutcome.valid_until.is_(None), LaboratoryOutcome.valid_until >= on),
        or_(LaboratoryOutcome.ended_on.is_(None), LaboratoryOutcome.ended_on > on),
    )


def laboratories(
    actor: Actor, now: datetime, on: date, wanted: Filter = Filter(), *, before: int = 0, limit: int = PAGE
) -> Sequence[tuple[LaboratorySupport, bool]]:
    """Return (file, is late) of what the actor may know of, the newest first, from the one before key `before` on."""
    query = (
        select(LaboratorySupport, is_late(now))
        .join(Case, Case.id == LaboratorySupport.case_id)
        .where(visible_cases(actor))
        .options(joinedload(LaboratorySupport.case).joinedload(Case.agency))
        .order_by(LaboratorySupport.id.desc())
        .limit(limit)
    )
    if before:
        query = query.where(LaboratorySupport.id < before)
    if wanted.phase:
        query = query.where(LaboratorySupport.phase == wanted.phase)
    if wanted.outcome:
        reached = exists().where(
            LaboratoryOutcome.case_id == LaboratorySupport.case_id,
            LaboratoryOutcome.kind == wanted.outcome,
            holds(on),
        )
        query = query.where(reached)
    if wanted.late:
        query = query.where(is_late(now))
    return [(row[0], bool(row[1])) for row in db.session.execute(query)]


def holding(case_ids: Collection[int], on: date) -> dict[int, set[OutcomeKind]]:
    """Return the outcomes that hold on a day, by case, in one query."""
    query = select(LaboratoryOutcome.case_id, LaboratoryOutcome.kind)
    found: dict[int, set[OutcomeKind]] = {case_id: set() for case_id in case_ids}
    for case_id, kind in db.session.execute(query.where(LaboratoryOutcome.case_id.in_(case_ids), holds(on))):
        found[case_id].add(kind)
    return found


def count_laboratories(on: date) -> dict[OutcomeKind, int]:
    """Return how many distinct laboratories hold each outcome on a day; a target counts only the one that it names.

    Two files of one laboratory (same agency, same name) count once.
    """
    distinct = (
        select(LaboratoryOutcome.kind, Case.agency_id, LaboratorySupport.laboratory_key)
        .join(LaboratorySupport, LaboratorySupport.case_id == LaboratoryOutcome.case_id)
        .join(Case, Case.id == LaboratorySupport.case_id)
        .where(holds(on))
        .distinct()
        .subquery()
    )
    rows = db.session.execute(select(distinct.c.kind, func.count()).group_by(distinct.c.kind)).all()
    counted = {kind: int(number) for kind, number in rows}
    return {kind: counted.get(kind, 0) for kind in OutcomeKind}


def gaps_of(case_id: int) -> Sequence[GapItem]:
    """Return the gap analysis in the order of the standard."""
    return db.session.scalars(select(GapItem).where(GapItem.case_id == case_id).order_by(GapItem.position)).all()


def progress_of(items: Collection[GapItem]) -> Progress:
    """Count clauses by state."""
    states = [item.state for item in items]
    return Progress(len(states), {state: states.count(state) for state in GapState})


def by_chapter(items: Sequence[GapItem]) -> list[tuple[int, str, Sequence[GapItem], Progress]]:
    """Return (chapter, title, clauses, progress) for each chapter."""
    found: list[tuple[int, str, Sequence[GapItem], Progress]] = []
    for chapter, title in CHAPTERS.items():
        inside = [item for item in items if chapter_of(item.clause) == chapter]
        found.append((chapter, title, inside, progress_of(inside)))
    return found


def outcomes_of(case_id: int) -> dict[OutcomeKind, LaboratoryOutcome]:
    """Return the latest of each outcome that the laboratory has reached, whether it still holds or not."""
    query = select(LaboratoryOutcome).where(LaboratoryOutcome.case_id == case_id)
    ordered = query.order_by(LaboratoryOutcome.achieved_on, LaboratoryOutcome.id)
    return {outcome.kind: outcome for outcome in db.session.scalars(ordered)}


def nonconformities_of(case_id: int) -> Sequence[Nonconformity]:
    """Return what assessments found, in order."""
    query = select(Nonconformity).where(Nonconformity.case_id == case_id)
    return db.session.scalars(query.order_by(Nonconformity.number)).all()


def open_nonconformities(case_id: int) -> Sequence[Nonconformity]:
    """Return what has not been accepted as corrected."""
    return [row for row in nonconformities_of(case_id) if row.accepted_at is None]


def bodies() -> Sequence[AccreditationBody]:
    """Return every accreditation body, by name."""
    return db.session.scalars(select(AccreditationBody).order_by(AccreditationBody.name)).all()


def active_bodies() -> Sequence[AccreditationBody]:
    """Return the accreditation bodies one may choose."""
    return [body for body in bodies() if body.is_active]
