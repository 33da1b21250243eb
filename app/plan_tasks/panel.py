"""What the page of a plan task's case shows: the row as printed, its years, contributions and progress."""

import json
from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.cases.models import Attachment, Case
from app.cases.panels import Panel, case_panels
from app.clock import local_date
from app.extensions import db
from app.organisation.access import sees_identities
from app.organisation.roles import Actor
from app.plan_tasks import labels
from app.plan_tasks.models import Assignment, AssignmentState, Contribution
from app.plan_tasks.queries import contributions_of, history_of, updates_of
from app.plan_tasks.service import contributing, opening
from app.plan_tasks.service.records import assignment_of_case, contribution_of_case
from app.plans.models import PlanTask

_SHOWS_RESULT = (
    AssignmentState.with_head,
    AssignmentState.submitted,
    AssignmentState.returned,
    AssignmentState.done,
)


def panels_of(case: Case, actor: Actor, now: datetime) -> Sequence[Panel]:
    """Return the panels of a plan task's case, or of a contribution to one; none of any other."""
    key = case.process_key
    if key == opening.PROCESS:
        assignment = assignment_of_case(case.id)
        return _of_task(assignment, case, actor, now) if assignment else ()
    if key == contributing.PROCESS:
        contribution = contribution_of_case(case.id)
        return [_of_contribution(contribution)] if contribution else ()
    return ()


def _of_task(assignment: Assignment, case: Case, actor: Actor, now: datetime) -> list[Panel]:
    facts, row = json.loads(case.facts), _row_of(assignment)
    shown = {
        "assignment": assignment,
        "row": row,
        "headings": " › ".join(json.loads(row.group_path)),
        "labels": labels,
        "question": facts.get("question", ""),
        "answer": facts.get("answer", ""),
        "result": assignment.result if assignment.state in _SHOWS_RESULT else "",
        "evidence": _files(facts.get("evidence", ())) if assignment.state in _SHOWS_RESULT else (),
        "shows_people": sees_identities(actor) or assignment.agency_id in actor.agency_ids,
        "today": local_date(now),
        "now": now,
    }
    panels = [Panel(_("The task in the plan"), "plan_tasks/row_panel.html", shown)]
    if assignment.rhythm is not None:
        updates = {**shown, "updates": updates_of(assignment.id)}
        panels.append(Panel(_("Progress"), "plan_tasks/progress_panel.html", updates, on_tasks=False))
    contributions = contributions_of(assignment.id)
    if contributions:
        parts = {**shown, "contributions": contributions}
        panels.append(Panel(_("Parts of coordinating agencies"), "plan_tasks/contributions_panel.html", parts))
    history = history_of(assignment)
    if history:
        years = {**shown, "years": history}
        panels.append(Panel(_("The same task in other years"), "plan_tasks/years_panel.html", years, on_tasks=False))
    return panels


def _of_contribution(contribution: Contribution) -> Panel:
    assignment = db.session.get_one(Assignment, contribution.assignment_id)
    values = {"contribution": contribution, "assignment": assignment, "row": _row_of(assignment), "labels": labels}
    return Panel(_("What it is for"), "plan_tasks/contribution_panel.html", values)


def _files(keys: Sequence[str]) -> Sequence[Attachment]:
    """Return the files of the result that are still there."""
    wanted = [int(key) for key in keys]
    query = select(Attachment).where(Attachment.id.in_(wanted), Attachment.removed_at.is_(None))
    return db.session.scalars(query.order_by(Attachment.id)).all() if wanted else ()


def _row_of(assignment: Assignment) -> PlanTask:
    query = select(PlanTask).where(PlanTask.id == assignment.plan_task_id).options(joinedload(PlanTask.plan))
    return db.session.scalars(query).one()


if panels_of not in case_panels:
    case_panels.append(panels_of)
