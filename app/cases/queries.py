"""Read cases: the list, page by page, newest first, only what the actor may know of."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import contains_eager, joinedload

from app.cases.access import visible_cases
from app.cases.models import Case, CaseStatus, TaskStatus, UserTask
from app.clock import local_date, start_of_day
from app.extensions import db
from app.organisation.models import Agency
from app.organisation.queries.paging import matches
from app.organisation.roles import Actor
from app.processes.models import Definition

PAGE = 50


class Show(StrEnum):
    """Which cases a list shows."""

    running = "running"
    late = "late"
    ended = "ended"
    all = "all"


@dataclass(frozen=True)
class Wanted:
    """What a list of cases is narrowed to."""

    show: Show = Show.running
    words: str = ""
    process: str = ""
    agency_id: int | None = None


@dataclass(frozen=True)
class Page:
    """Some cases, the tasks that wait on each, and the id to go on after, if there are more."""

    items: Sequence[Case]
    waiting: Mapping[int, Sequence[UserTask]]
    next_after: int | None


def cases(actor: Actor, wanted: Wanted, now: datetime, *, after: int | None = None, limit: int = PAGE) -> Page:
    """Return one page of the cases the actor may know of, newest first."""
    query = (
        select(Case)
        .join(Case.definition)
        .join(Case.agency)
        .options(contains_eager(Case.definition), contains_eager(Case.agency))
        .where(visible_cases(actor), *_narrowed(wanted, now))
    )
    if after is not None:
        query = query.where(Case.id < after)
    rows = db.session.scalars(query.order_by(Case.id.desc()).limit(limit + 1)).all()
    items = rows[:limit]
    return Page(items, waiting_on([case.id for case in items]), items[-1].id if len(rows) > limit else None)


def waiting_on(case_ids: Sequence[int]) -> Mapping[int, Sequence[UserTask]]:
    """Return the open tasks of each case with whom they wait for, in one query."""
    found: defaultdict[int, list[UserTask]] = defaultdict(list)
    if case_ids:
        query = select(UserTask).where(UserTask.case_id.in_(case_ids), UserTask.status == TaskStatus.open)
        people = (joinedload(UserTask.assignee), joinedload(UserTask.agency))
        for task in db.session.scalars(query.options(*people).order_by(UserTask.id)):
            found[task.case_id].append(task)
    return found


def _narrowed(wanted: Wanted, now: datetime) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [*_shown(wanted.show, now)]
    if wanted.words:
        found.append(matches(Case.search_key + " " + Agency.search_key, wanted.words))
    if wanted.process:
        found.append(Definition.key == wanted.process)
    if wanted.agency_id is not None:
        found.append(Case.agency_id == wanted.agency_id)
    return found


def _shown(show: Show, now: datetime) -> Sequence[ColumnElement[bool]]:
    runs = Case.status == CaseStatus.running
    if show is Show.all:
        return ()
    if show is Show.ended:
        return (Case.status != CaseStatus.running,)
    if show is Show.late:
        return (and_(runs, Case.overdue_after < start_of_day(local_date(now))),)
    return (runs,)
