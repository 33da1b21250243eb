"""What can further be done from the pages of a laboratory's case and its tasks."""

from collections.abc import Sequence

from flask import url_for
from flask_babel import gettext as _

from app.cases.endings import Ending, case_endings
from app.cases.links import Link, case_links
from app.cases.models import Case, CaseStatus, UserTask
from app.organisation.roles import Actor
from app.support import labels
from app.support.models import Phase
from app.support.service.files import support_of
from app.support.service.gaps import may_assess
from app.support.service.withdrawing import can_withdraw, may_withdraw
from app.tasks.links import task_links

ASKED_ANEW = (Phase.refused, Phase.withdrawn)  # the laboratory may ask again when what was missing is there
ENDINGS = {
    Phase.refused: ("x-circle", ""),
    Phase.withdrawn: ("arrow-counterclockwise", ""),
    Phase.system_only: ("check-lg", "ok"),
}


def _of_case(case: Case, actor: Actor) -> Sequence[Link]:
    support = support_of(case.id)
    if support is None:
        return ()
    if case.status is not CaseStatus.running:
        asks_anew = support.phase in ASKED_ANEW and may_withdraw(actor, case)
        return [Link(_("Make a new request"), url_for("support.new"), "plus-lg")] if asks_anew else ()
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


def _ending(case: Case) -> Ending | None:
    """Say that the support was refused, withdrawn, or ended with a system in place."""
    support = support_of(case.id)
    if support is None or support.phase not in ENDINGS:
        return None
    symbol, css = ENDINGS[support.phase]
    return Ending(labels.PHASES[support.phase], symbol, css, support.end_reason or "")


case_endings.append(_ending)
case_links.append(_of_case)
task_links.append(_of_task)
