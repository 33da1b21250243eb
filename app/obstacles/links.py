"""How people get to obstacles: links to report one, badges and panels that say what is in the way."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _

from app.cases.links import Link, Mark, case_links
from app.cases.models import Case, CaseStatus, TaskStatus, UserTask
from app.cases.panels import Panel, case_panels
from app.obstacles.labels import look_of, subject_of
from app.obstacles.queries import InTheWay, before_rows, in_the_way, obstacle_of_case
from app.obstacles.service.raising import OWN_PROCESSES, PROCESS, may_raise
from app.organisation.roles import Actor
from app.plans.links import plan_links, row_marks
from app.plans.models import Plan, PlanStatus
from app.tasks.links import task_links
from app.tasks.marks import task_marks

SYMBOL = "cone-striped"


def _for_case(case: Case, actor: Actor) -> Sequence[Link]:
    if case.status is not CaseStatus.running or not _can_be_blocked(case, actor):
        return ()
    return [_report(case=case.id)]


def _for_task(task: UserTask, actor: Actor) -> Sequence[Link]:
    if task.status is not TaskStatus.open or not _can_be_blocked(task.case, actor):
        return ()
    return [_report(task=task.id)]


def _for_plan(plan: Plan, actor: Actor) -> Sequence[Link]:
    return [_report(plan=plan.id)] if plan.status is PlanStatus.in_force and may_raise(actor) else ()


def _can_be_blocked(case: Case, actor: Actor) -> bool:
    return case.process_key not in OWN_PROCESSES and may_raise(actor, case)


def _report(**about: int) -> Link:
    return Link(_("Report an obstacle"), url_for("obstacles.new", **about), SYMBOL)  # type: ignore[arg-type]


def _marks_of_tasks(tasks: Sequence[UserTask], actor: Actor) -> Mapping[int, Sequence[Mark]]:
    blocking = in_the_way({task.case_id for task in tasks if task.status is TaskStatus.open}, actor)
    marked = {task.id: _marks(task, blocking.get(task.case_id, ())) for task in tasks}
    return {task_id: marks for task_id, marks in marked.items() if marks}


def _marks(task: UserTask, blocking: Sequence[InTheWay]) -> list[Mark]:
    return [_mark(one) for one in blocking if one.obstacle.blocked_task_id in (None, task.id)]


def _marks_of_rows(task_ids: Sequence[int], actor: Actor) -> Mapping[int, Sequence[Mark]]:
    return {key: [_mark(one) for one in found] for key, found in before_rows(task_ids, actor).items()}


def _mark(one: InTheWay) -> Mark:
    href = url_for("cases.show", case_id=one.obstacle.case_id) if one.is_seen else ""
    return Mark(_("Obstacle #%(number)s", number=one.obstacle.id), SYMBOL, "soon", href)


def _panels(case: Case, actor: Actor, _now: datetime) -> Sequence[Panel]:
    """Show what is in the way of the case; on the case of an obstacle, what the agency said."""
    if case.process_key == PROCESS:
        obstacle = obstacle_of_case(case.id)
        if obstacle is None:
            return ()
        values = {"obstacle": obstacle, "look": look_of(obstacle), "subject": subject_of(obstacle)}
        return [Panel(_("The obstacle"), "obstacles/facts.html", values)]
    is_running = case.status is CaseStatus.running
    blocking = in_the_way([case.id], actor).get(case.id, ()) if is_running else ()
    values = {"blocking": [(one, look_of(one.obstacle)) for one in blocking]}
    return [Panel(_("What is in the way"), "obstacles/blocked.html", values)] if blocking else ()


if _for_case not in case_links:
    case_links.append(_for_case)
    task_links.append(_for_task)
    plan_links.append(_for_plan)
    task_marks.append(_marks_of_tasks)
    row_marks.append(_marks_of_rows)
    case_panels.insert(0, _panels)  # what is in the way comes before everything else
