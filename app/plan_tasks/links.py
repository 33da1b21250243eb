"""What can further be done with a plan task, from its case, its tasks and its plan; and how its rows stand."""

from collections.abc import Mapping, Sequence

from flask import url_for
from flask_babel import gettext as _

from app.cases.access import SEES_ALL
from app.cases.links import Link, Mark, case_links
from app.cases.models import Case, CaseStatus, TaskStatus, UserTask
from app.clock import local_date, utc_now
from app.counting import in_figures
from app.organisation.roles import Actor, Role
from app.plan_tasks import labels
from app.plan_tasks.models import Assignment, AssignmentState
from app.plan_tasks.queries import RowStanding, own_cases, standings_of, visible_among
from app.plan_tasks.service.contributing import WORKING, may_ask
from app.plan_tasks.service.opening import PROCESS
from app.plan_tasks.service.records import assignment_of_case
from app.plans.links import plan_links, row_marks
from app.plans.models import Plan, PlanStatus
from app.tasks.links import task_links

CAN_REST = (AssignmentState.assigned, *WORKING)


def of_case(case: Case, actor: Actor) -> Sequence[Link]:
    """Return the links for the case of a plan task; none for any other."""
    if case.process_key != PROCESS:
        return ()
    assignment = assignment_of_case(case.id)
    return _of_assignment(assignment, case, actor) if assignment else ()


def of_task(task: UserTask, actor: Actor) -> Sequence[Link]:
    """Return the links for an open task of a plan task's case."""
    return of_case(task.case, actor) if task.status is TaskStatus.open else ()


def _of_assignment(assignment: Assignment, case: Case, actor: Actor) -> list[Link]:
    found = []
    runs = case.status is CaseStatus.running
    if runs and assignment.state in WORKING and may_ask(actor, assignment.agency_id):
        found.append(Link(_("Ask agencies to contribute"), url_for("plan_tasks.asking", case_id=case.id), "people"))
    if runs and assignment.state in CAN_REST and actor.has(Role.coordinator):
        found.append(Link(_("Let it rest"), url_for("plan_tasks.resting", case_id=case.id), "pause-circle"))
    if actor.has(*SEES_ALL):
        href = url_for("plan_tasks.board", plan_id=assignment.plan_task.plan_id, year=assignment.year)
        found.append(Link(_("See the plan's tasks"), href, "grid-3x3-gap"))
    return found


def of_plan(plan: Plan, actor: Actor) -> Sequence[Link]:
    """Return the links for a plan in force: its tasks of this year, and starting them."""
    if plan.status is not PlanStatus.in_force or not actor.has(*SEES_ALL):
        return ()
    found = [Link(_("Follow the tasks"), url_for("plan_tasks.board", plan_id=plan.id), "grid-3x3-gap")]
    if actor.has(Role.coordinator):
        found.append(Link(_("Start a year"), url_for("plan_tasks.starting", plan_id=plan.id), "play-circle"))
    return found


def of_rows(task_ids: Sequence[int], actor: Actor) -> Mapping[int, Sequence[Mark]]:
    """Return how rows of an annex stand this year: one's own case, the only case, or how many of several are done."""
    return marks_in(local_date(utc_now()).year, task_ids, actor)


def marks_in(year: int, task_ids: Sequence[int], actor: Actor) -> Mapping[int, Sequence[Mark]]:
    """Return how rows of an annex stood, or stand, in a year; rows that were not begun are missing."""
    now = utc_now()
    standings = standings_of(task_ids, year, now)
    own = own_cases(task_ids, year, now, actor) if actor.agency_ids and not actor.has(*SEES_ALL) else {}
    seen = visible_among([one.case_id for one in standings.values() if one.case_id is not None], actor)
    return {
        task_id: [_mark(task_id, own.get(task_id, standing), seen, actor)] for task_id, standing in standings.items()
    }


def _mark(task_id: int, standing: RowStanding, seen: frozenset[int], actor: Actor) -> Mark:
    if standing.total == 1:
        return _of_one(standing, seen)
    done = standing.states.get(AssignmentState.done, 0)
    words = _("%(done)s of %(total)s done", done=in_figures(done), total=in_figures(standing.total))
    if standing.late:
        words += ", " + _("%(late)s late", late=in_figures(standing.late))
    href = url_for("plan_tasks.of_row", task_id=task_id) if actor.has(*SEES_ALL) else ""
    return Mark(words, "people", "late" if standing.late else "ok" if done == standing.total else "", href)


def _of_one(standing: RowStanding, seen: frozenset[int]) -> Mark:
    look = labels.STATES[next(iter(standing.states))]
    words = str(look.words) + (", " + _("late") if standing.late else "")
    href = url_for("cases.show", case_id=standing.case_id) if standing.is_own or standing.case_id in seen else ""
    return Mark(words, look.symbol, "late" if standing.late else look.css, href)


if of_case not in case_links:
    case_links.append(of_case)
    task_links.append(of_task)
    plan_links.append(of_plan)
    row_marks.append(of_rows)
