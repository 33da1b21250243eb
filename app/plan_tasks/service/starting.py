"""Start a year of a plan: who owes which task is frozen as a roster, and jobs open the cases in batches of 100.

Rows that come back every year are not begun by the clock: somebody of the department looks at the preview first,
because leads end, days off change and a wrong row means letters to a hundred agencies (decision 143).
"""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import insert

from app.cases import batches
from app.errors import Forbidden
from app.extensions import db
from app.organisation.calendar import office_calendar
from app.organisation.roles import Actor, Role
from app.plan_tasks.errors import PlanNotInForce
from app.plan_tasks.models import Assignment, AssignmentState
from app.plan_tasks.preview import Beginning, preview_year
from app.plans.models import PlanStatus
from app.plans.service.records import locked_plan, of_plan
from app.timeline.log import record

OPEN_JOB = "open_plan_tasks"


def start_year(
    plan_id: int,
    year: int,
    *,
    actor: Actor,
    now: datetime,
    with_past: bool = False,
    only: Collection[int] | None = None,
) -> int:
    """Begin the plan's tasks that are due in `year` and were not begun before; return how many cases will be opened.

    Doing it again begins only what has come since. Rows whose day has gone by rest unless `with_past`;
    `only` are the keys of the rows that somebody chose (None: all).
    Raises PlanNotFound, Forbidden, PlanNotInForce.
    """
    plan = locked_plan(plan_id)
    if not (actor.is_system or actor.has(Role.coordinator)):
        raise Forbidden
    if plan.status is not PlanStatus.in_force:
        raise PlanNotInForce
    what = preview_year(plan, year, now, with_past=with_past)
    chosen = [row for row in what.beginning if only is None or row.task.id in only]
    rows = [row for one in chosen for row in _rows(one, now)]
    if not rows:
        return 0
    record(of_plan(plan), "plan.year_started", actor, now, year=year, tasks=len(chosen), cases=len(rows))
    db.session.execute(insert(Assignment), rows)
    batches.begin(OPEN_JOB, plan.id, since=now, case_id=None, now=now)
    return len(rows)


def _rows(row: Beginning, now: datetime) -> Iterator[dict[str, Any]]:
    deadline = row.period.deadline(office_calendar())
    for agency, group in row.leads:
        yield {
            "plan_task_id": row.task.id,
            "year": row.period.year,
            "last_year": row.period.last_year,
            "agency_id": agency.id,
            "first_agency_id": agency.id,
            "group": group,
            "state": AssignmentState.assigned,
            "frozen_at": now,
            "due_on": row.period.due_on,
            "due_is_exclusive": row.period.is_exclusive,
            "due_at": deadline.due_at,
            "overdue_after": deadline.overdue_after,
            **_BLANK,
        }


_BLANK = dict.fromkeys(
    ("focal_name", "focal_post", "focal_phone", "focal_email", "result", "return_reason", "suspended_because"), ""
)
