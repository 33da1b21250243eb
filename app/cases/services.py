"""Run service tasks: each is a job of its own, so that a failing handler never undoes what a person filed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from app import engine
from app.cases.locking import lock_case
from app.cases.models import CaseStatus
from app.cases.position import Running, running, settle
from app.cases.snapshot import snapshot
from app.engine import Position
from app.organisation.roles import SYSTEM
from app.processes.handlers import BpmnError, ServiceCall, get_handler
from app.timeline.log import record


def run_service(case_id: int, service: Mapping[str, Any], now: datetime) -> None:
    """Call the handler and move the case on, in the job's unit of work.

    A BpmnError goes to the error boundary event that catches its code; anything else fails the job.
    """
    case = lock_case(case_id)
    if case.status is not CaseStatus.running:
        return
    at = running(case)
    engine_id, element, handler = service["engine_id"], service["element"], service["handler"]
    call = ServiceCall(case_id=case.id, element=element, variables=service["variables"], now=now)
    try:
        result = get_handler(handler)(call) or {}
    except BpmnError as error:
        position = engine.throw_error(
            at.process, case.state, engine_id, code=error.code, case=snapshot(case, now), now=now
        )
        record(at.subject, "service.failed", SYSTEM, now, element=element, code=error.code, reason=str(error))
    else:
        position = _finish(at, engine_id, result, now)
        inside = {"call_path": path} if (path := service.get("call_path")) else {}
        record(at.subject, "service.completed", SYSTEM, now, element=element, handler=handler, **inside)
    settle(at, position, actor=SYSTEM, now=now)


def _finish(at: Running, engine_id: str, result: Mapping[str, Any], now: datetime) -> Position:
    return engine.finish_service(
        at.process, at.case.state, engine_id, variables=at.routing(result), case=snapshot(at.case, now), now=now
    )
