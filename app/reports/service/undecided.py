"""Requests for more time that nobody will decide: they end with their report; ended by hand, the report goes on."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, select

from app.cases import hooks
from app.cases.companions import opened_for
from app.cases.extending import PROCESS
from app.cases.locking import lock_case
from app.cases.models import Case, CaseStatus
from app.cases.pauses.models import PauseReason
from app.cases.pauses.service import end_pause
from app.processes.models import Definition
from app.reports.models import ExtensionState
from app.reports.service.extensions import find
from app.reports.service.opening import REPORT_PROCESS
from app.reports.service.submissions import require_submission


@opened_for(REPORT_PROCESS)
def _requests(case_id: int) -> Select[Any]:
    """Return the cases in which more time is asked for the report."""
    its_agency = select(Case.agency_id).where(Case.id == case_id).scalar_subquery()
    asked = select(Case.id).join(Definition, Definition.id == Case.definition_id)
    return asked.where(
        Definition.key == PROCESS,
        Case.agency_id == its_agency,
        Case.facts.contains(f'"report_case_id": {case_id},'),
    )


def _ended(case: Case, _now: datetime) -> None:
    """Let reminders about the report go on, and its row say that nothing waits for a decision."""
    if case.status is not CaseStatus.cancelled or case.process_key != PROCESS:
        return
    request = find(case)
    if request is None:
        return
    report = lock_case(request.report_case_id)
    submission = require_submission(report.id)
    if submission.extension is ExtensionState.asked:
        submission.extension = None
        end_pause(report, PauseReason.extension)


if _ended not in hooks.case_ended:
    hooks.case_ended.append(_ended)
