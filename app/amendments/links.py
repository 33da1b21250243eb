"""How people get to an amendment: from the plan, and from the case and its tasks; what it changes, in short."""

from collections.abc import Sequence
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _

from app.amendments.labels import ACTS
from app.amendments.models import PlanAmendment
from app.amendments.queries import PROCESS, amendment_of_case, changes_of, is_editable, left_behind, running_amendment
from app.amendments.service.starting import may_amend
from app.cases.access import sees_case
from app.cases.links import Link, case_links
from app.cases.models import Case, UserTask
from app.cases.panels import Panel, case_panels
from app.organisation.roles import Actor
from app.plans.links import plan_links
from app.plans.models import Plan, PlanStatus
from app.tasks.links import task_links

SHOWN = 20


def _for_plan(plan: Plan, actor: Actor) -> Sequence[Link]:
    if plan.status is not PlanStatus.in_force:
        return ()
    running = running_amendment(plan.id)
    if running is not None:
        href = url_for("amendments.show", case_id=running.case_id)
        return [Link(_("See the amendment"), href, "pencil-square")] if sees_case(actor, running.case) else ()
    if not may_amend(actor):
        return ()
    return [Link(_("Amend the plan"), url_for("amendments.new", plan_id=plan.id), "pencil-square")]


def _for_case(case: Case, actor: Actor) -> Sequence[Link]:
    amendment = amendment_of_case(case.id) if case.process_key == PROCESS else None
    return _links(amendment, actor) if amendment else ()


def _for_task(task: UserTask, actor: Actor) -> Sequence[Link]:
    return _for_case(task.case, actor)


def _links(amendment: PlanAmendment, actor: Actor) -> Sequence[Link]:
    if may_amend(actor) and is_editable(amendment):
        return [Link(_("Edit the changes"), url_for("amendments.show", case_id=amendment.case_id), "pencil-square")]
    return ()


def _panel(case: Case, _actor: Actor, _now: datetime) -> Sequence[Panel]:
    """Show what an amendment would change, or changed, to those who sign and decide."""
    amendment = amendment_of_case(case.id) if case.process_key == PROCESS else None
    if amendment is None:
        return ()
    changes = changes_of(amendment.id)
    values = {"amendment": amendment, "changes": changes[:SHOWN], "total": len(changes), "acts": ACTS}
    values["left"] = left_behind(amendment)
    return [Panel(_("Changes of the plan"), "amendments/panel.html", values)]


if _for_plan not in plan_links:
    plan_links.append(_for_plan)
    case_links.append(_for_case)
    task_links.append(_for_task)
    case_panels.append(_panel)
