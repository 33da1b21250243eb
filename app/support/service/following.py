"""Follow the phase of a laboratory's support as its case moves."""

from collections.abc import Sequence
from datetime import datetime

from app.cases import hooks
from app.cases.models import Case, CaseStatus, UserTask
from app.engine import Position
from app.support.models import LaboratorySupport, Phase
from app.support.phases import BEGINNINGS, ENDS, PHASES
from app.support.service import files
from app.support.service.requesting import PROCESS


def set_phase(support: LaboratorySupport, phase: Phase, now: datetime) -> None:
    """Note that the support has come to a phase."""
    if support.phase is not phase:
        support.phase, support.phase_since = phase, now


def _opened(case: Case, tasks: Sequence[UserTask], now: datetime) -> None:
    _reach(case, [PHASES[task.element] for task in tasks if task.element in PHASES], now)


def _moved(case: Case, position: Position, now: datetime) -> None:
    _reach(case, [BEGINNINGS[element] for element in position.passed if element in BEGINNINGS], now)


def _reach(case: Case, phases: Sequence[Phase], now: datetime) -> None:
    support = files.support_of(case.id) if phases else None
    if support is not None:
        set_phase(support, phases[-1], now)


def _ended(case: Case, now: datetime) -> None:
    support = files.support_of(case.id) if case.process_key == PROCESS else None
    if support is None or support.phase in ENDS:
        return
    is_before_accreditation = case.status is CaseStatus.completed and support.phase is Phase.decision
    set_phase(support, Phase.system_only if is_before_accreditation else Phase.closed, now)


if _opened not in hooks.tasks_opened:
    hooks.tasks_opened.append(_opened)
    hooks.case_moved.append(_moved)
    hooks.case_ended.append(_ended)
