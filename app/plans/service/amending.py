"""Amend a plan in force: a new version comes into force, the former one is replaced and keeps its text.

Rows that do not change keep what people decided about them: who leads them and when they are due.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from app.extensions import db
from app.organisation.roles import Actor
from app.plans.differences import cells_of
from app.plans.errors import PlanNotInForce
from app.plans.hooks import PlanAmended, plan_amended
from app.plans.models import Plan, PlanDuty, PlanStatus, PlanTask, PlanTaskAgency, Target
from app.plans.queries import duties_of, targets_of, tasks_of
from app.plans.service.issuing import IssuedPlan, IssuedRow, issue_plan
from app.plans.service.records import locked_plan, of_plan
from app.timeline.log import record

_WHO = ("lead_text", "coordinating_text", "directing_text")
_DUE = ("due_kind", "due_from", "due_to", "first_due", "due_is_exclusive", "milestones")


class RowAct(StrEnum):
    """What an amendment does to a row."""

    change = "change"
    add = "add"
    drop = "drop"


@dataclass(frozen=True)
class RowChange:
    """A change of one row: `task_id` names it (None: a new row); `cells` are all its texts by column."""

    act: RowAct
    task_id: int | None = None
    cells: Mapping[str, str] = field(default_factory=dict)
    group: tuple[str, ...] = ()


@dataclass(frozen=True)
class Issue:
    """The decision that amends the plan, as a person recorded it; the file's bytes are in the file store."""

    number: str
    issued: date
    issuer: str | None
    source_name: str = ""
    source_sha256: str = ""


@dataclass(frozen=True)
class _Planned:
    row: IssuedRow
    origin: PlanTask | None
    is_changed: bool


def amend_plan(plan_id: int, changes: Sequence[RowChange], issue: Issue, *, actor: Actor, now: datetime) -> Plan:
    """Put the amended version in force; whoever listens to `plan_amended` goes on with its rows.

    Raises PlanNotFound, PlanNotInForce.
    """
    old = locked_plan(plan_id)
    if old.status is not PlanStatus.in_force:
        raise PlanNotInForce
    rows = tasks_of(old.id)
    planned = _planned(rows, changes)
    first, last = years_of(old, rows)
    issued = IssuedPlan(
        old.title, issue.number, issue.issued, issue.issuer, first, last, issue.source_name, issue.source_sha256
    )
    record(of_plan(old), "plan.replaced", actor, now, number=issue.number, issued=issue.issued)
    new = issue_plan(issued, [one.row for one in planned], actor=actor, now=now)
    new.amends_id, old.status = old.id, PlanStatus.replaced
    made = tasks_of(new.id)
    for task, one in zip(made, planned, strict=True):
        if one.origin is not None:
            _go_on(task, one.origin)
    _copy_targets_and_duties(old, new)
    db.session.flush()  # the rows' keys are told
    _tell(old, new, made, planned, rows, actor, now)
    return new


def _planned(rows: Sequence[PlanTask], changes: Sequence[RowChange]) -> list[_Planned]:
    """Return the rows of the new version: a new row stands last in its group, or last of all."""
    by_row = {change.task_id: change for change in changes if change.task_id is not None}
    planned: list[_Planned] = []
    for task in rows:
        change = by_row.get(task.id)
        if change is None:
            planned.append(_Planned(_as_it_stands(task), task, is_changed=False))
        elif change.act is not RowAct.drop:
            row = _row(change.cells, tuple(json.loads(task.group_path)))
            planned.append(_Planned(row, task, is_changed=dict(change.cells) != cells_of(task)))
    for change in changes:
        if change.act is RowAct.add:
            planned.insert(_place(planned, change.group), _Planned(_row(change.cells, change.group), None, True))
    return planned


def _place(planned: Sequence[_Planned], group: tuple[str, ...]) -> int:
    places = [index for index, one in enumerate(planned, start=1) if one.row.group == group]
    return places[-1] if places else len(planned)


def _row(cells: Mapping[str, str], group: tuple[str, ...]) -> IssuedRow:
    return IssuedRow(
        number=cells.get("number", ""),
        group=group,
        content=cells["content"],
        lead=cells.get("lead_text", ""),
        coordinating=cells.get("coordinating_text", ""),
        directing=cells.get("directing_text", ""),
        time=cells.get("time_text", ""),
        result=cells.get("result_text") or None,
        funding=cells.get("funding_text") or None,
    )


def _as_it_stands(task: PlanTask) -> IssuedRow:
    return _row(cells_of(task), tuple(json.loads(task.group_path)))


def _go_on(task: PlanTask, origin: PlanTask) -> None:
    """Link the row with the one it replaces, and keep what was decided about cells that did not change."""
    task.replaces_id = origin.id
    before, after = cells_of(origin), cells_of(task)
    for column in (column for column in before if before[column] == after[column]):
        setattr(task, column, getattr(origin, column))  # also whether the annex has that column at all
    if before["time_text"] == after["time_text"]:
        for column in _DUE:
            setattr(task, column, getattr(origin, column))
    if all(before[column] == after[column] for column in _WHO):
        for part in list(task.parts):
            task.parts.remove(part)
            db.session.delete(part)
        task.parts = [_copy(part) for part in origin.parts]
        task.review = origin.review


def _copy(part: PlanTaskAgency) -> PlanTaskAgency:
    return PlanTaskAgency(
        part=part.part,
        name=part.name,
        agency_id=part.agency_id,
        group=part.group,
        decided_by_id=part.decided_by_id,
    )


def _copy_targets_and_duties(old: Plan, new: Plan) -> None:
    """Carry targets and duties over; the duties are not announced again: their obligations go on."""
    for target in targets_of(old.id):
        db.session.add(Target(plan_id=new.id, **_columns(target)))
    for duty in duties_of(old.id):
        db.session.add(PlanDuty(plan_id=new.id, **_columns(duty)))


def _columns(row: Target | PlanDuty) -> dict[str, Any]:
    names = [column.name for column in row.__table__.columns if column.name not in ("id", "plan_id")]
    return {name: getattr(row, name) for name in names}


def _tell(
    old: Plan,
    new: Plan,
    made: Sequence[PlanTask],
    planned: Sequence[_Planned],
    rows: Sequence[PlanTask],
    actor: Actor,
    now: datetime,
) -> None:
    follows = {one.origin.id: task for task, one in zip(made, planned, strict=True) if one.origin is not None}
    amended = PlanAmended(
        old=old,
        new=new,
        follows=follows,
        changed=frozenset(one.origin.id for one in planned if one.origin is not None and one.is_changed),
        dropped=[task for task in rows if task.id not in follows],
        added=[task for task, one in zip(made, planned, strict=True) if one.origin is None],
        actor=actor,
        now=now,
    )
    for listener in plan_amended:
        listener(amended)


def years_of(plan: Plan, rows: Sequence[PlanTask]) -> tuple[int, int]:
    """Return the years that the plan is for, as its rows tell."""
    issued = plan.issued.year if plan.issued else None
    years = list(_years_of(rows)) or [issued or plan.imported_at.year]
    return min(years), max(years)


def _years_of(rows: Sequence[PlanTask]) -> Iterator[int]:
    for task in rows:
        yield from (year for year in (task.due_from, task.due_to) if year is not None)
