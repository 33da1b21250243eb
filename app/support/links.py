"""What can further be done from the pages of a laboratory's case and its tasks."""

from collections.abc import Sequence

from flask import url_for
from flask_babel import gettext as _

from app.cases.links import Link, case_links
from app.cases.models import Case, CaseStatus, UserTask
from app.organisation.roles import Actor
from app.support.service.files import support_of
from app.support.service.gaps import may_assess
from app.support.service.withdrawing import can_withdraw, may_withdraw
from app.tasks.links import task_links


def _of_case(case: Case, actor: Actor) -> Sequence[Link]:
    if support_of(case.id) is None or case.status is not CaseStatus.running:
        return ()
    found = list(_gaps(case, actor))
    if may_withdraw(actor, case) and can_withdraw(case.id):
        found.append(Link(_("Withdraw the request"), url_for("support.withdrawal", case_id=case.id), "x-circle"))
    return found


def _of_task(task: UserTask, actor: Actor) -> Sequence[Link]:
    return _gaps(task.case, actor) if support_of(task.case_id) is not None else ()


def _gaps(case: Case, actor: Actor) -> Sequence[Link]:
    if not may_assess(actor, case):
        return ()
    return [Link(_("Open the gap analysis"), url_for("support.gaps", case_id=case.id), "pencil-square")]


case_links.append(_of_case)
task_links.append(_of_task)
