"""Incidents: what failed for good, kept with its real cause until a person deals with it."""

from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload

from app.cases.models import Case, Incident
from app.database import after_rollback, unit_of_work
from app.extensions import db
from app.organisation.queries.paging import PAGE_SIZE, Page
from app.organisation.texts import N_


def open_incident(
    *, case_id: int | None, element: str, summary: str, cause: str, now: datetime, job_id: int | None = None
) -> Incident:
    """Keep what failed; the case and its input stay as they are."""
    incident = Incident(
        case_id=case_id, job_id=job_id, element=element, summary=summary[:300], cause=cause, opened_at=now
    )
    db.session.add(incident)
    return incident


def note_failed_step(case_id: int, element: str, error: Exception, now: datetime) -> None:
    """Open an incident once the person's step has been rolled back, in a unit of work of its own."""
    cause = root_cause(error)

    def note() -> None:
        with unit_of_work(db.session):
            open_incident(
                case_id=case_id,
                element=element,
                summary=N_("The process could not take the step"),
                cause=cause,
                now=now,
            )

    after_rollback(note)


def open_incidents(after: int | None) -> Page[Incident]:
    """Return a page of the incidents that wait for somebody, oldest first."""
    return _listed(Incident.resolved_at.is_(None), after)


def resolved_incidents(after: int | None) -> Page[Incident]:
    """Return a page of the incidents that somebody dealt with, oldest first."""
    return _listed(Incident.resolved_at.is_not(None), after)


def _listed(which: ColumnElement[bool], after: int | None) -> Page[Incident]:
    query = select(Incident).where(which, Incident.id > (after or 0)).order_by(Incident.id).limit(PAGE_SIZE + 1)
    rows = db.session.scalars(query.options(joinedload(Incident.case).joinedload(Case.definition))).all()
    return Page(rows[:PAGE_SIZE], rows[PAGE_SIZE - 1].id if len(rows) > PAGE_SIZE else None)


def root_cause(error: BaseException) -> str:
    """Return the error and what lies under it, innermost last: the engine wraps the real cause."""
    chain: list[str] = []
    seen: BaseException | None = error
    while seen is not None and len(chain) < 10:
        chain.append(f"{type(seen).__name__}: {_text(seen)}")
        seen = seen.__cause__ or seen.__context__
    return "\n".join(chain)


def _text(error: BaseException) -> str:
    try:
        return str(error)
    except Exception as broken:  # the engine's own NameError handling can make str() fail
        return f"(no text: {type(broken).__name__})"
