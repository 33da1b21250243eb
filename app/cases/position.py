"""Bring the rows of a case in line with where the engine says it stands."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm.attributes import set_committed_value

from app.cases import hooks, jobs, messages
from app.cases.incidents import open_incident
from app.cases.inside import calls_within, text_of
from app.cases.models import Case, CaseStatus, MessageWait, TaskStatus, UserTask
from app.cases.opening import open_task
from app.database import change
from app.engine import Message, Position, Process, WaitingService
from app.extensions import db
from app.organisation.roles import SYSTEM, Actor
from app.organisation.texts import N_
from app.processes.deployed import Deployed, get_deployed, runnable
from app.timeline.log import Subject, record

SERVICE_JOB = "service_task"


@dataclass(frozen=True)
class Running:
    """A locked case together with what is needed to move it."""

    case: Case
    deployed: Deployed
    process: Process

    def owner(self, process: str) -> Deployed:
        """Return the version of `process` that this case runs: its own, or one that it calls."""
        if process == self.deployed.key:
            return self.deployed
        return get_deployed(json.loads(self.case.pinned)[process])

    def routing(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return those of `values` that travel on the token: what the process, or one it calls, reads."""
        pinned = (get_deployed(pin) for pin in json.loads(self.case.pinned).values())
        wanted = self.deployed.variables.union(*(called.variables for called in pinned))
        return {name: value for name, value in values.items() if name in wanted}

    @property
    def subject(self) -> Subject:
        """The case as the timeline's subject."""
        return Subject("case", self.case.id)


def running(case: Case) -> Running:
    """Return the locked case with its definition at the versions it started with."""
    pinned: Mapping[str, int] = json.loads(case.pinned)
    return Running(case, get_deployed(case.definition_id), runnable(case.definition_id, pinned))


def settle(at: Running, position: Position, *, actor: Actor, now: datetime) -> list[UserTask]:
    """Write the engine's new position: state, timers, tasks, jobs, messages; return the tasks that opened."""
    case = at.case
    change(db.session, case, state=position.state, version=case.version + 1, next_due=position.next_due)
    opened = _settle_tasks(at, position, now)
    for listener in hooks.case_moved:
        listener(case, position, now)
    _queue_services(case, position, now)
    _settle_messages(case, position, now)
    if position.status != "running":
        _end(at, CaseStatus(position.status), actor, now)
    if position.uncaught_error:
        open_incident(
            case_id=case.id,
            element=position.uncaught_at or "",
            summary=N_("The process ended in an error that nothing catches"),
            cause=f"The error code is {position.uncaught_error!r}.",
            now=now,
        )
    return opened


def _settle_tasks(at: Running, position: Position, now: datetime) -> list[UserTask]:
    stale = {task.engine_id: task for task in at.case.open_tasks if task.status is TaskStatus.open}
    opened = [
        open_task(at.case, at.owner(waiting.process), waiting, variables=position.variables, now=now)
        for waiting in position.tasks
        if stale.pop(waiting.id, None) is None
    ]
    for task in stale.values():
        task.status = TaskStatus.cancelled
        task.closed_at = now
        task.version += 1
        record(at.subject, "task.cancelled", SYSTEM, now, task=task.name, element=task.element)
    if stale:
        _tell(hooks.tasks_closed, at.case, list(stale.values()), now)
    standing = [task for task in at.case.open_tasks if task.status is TaskStatus.open]
    set_committed_value(at.case, "open_tasks", [*standing, *opened])
    if opened:
        db.session.add_all(opened)
        db.session.flush()  # the messages about them carry their ids
        _tell(hooks.tasks_opened, at.case, opened, now)
    return opened


def _tell(listeners: Sequence[Any], case: Case, tasks: list[UserTask], now: datetime) -> None:
    for listener in listeners:
        listener(case, tasks, now)


def _queue_services(case: Case, position: Position, now: datetime) -> None:
    for service in position.services:
        jobs.enqueue(
            kind=SERVICE_JOB,
            subject=service_subject(case, service),
            due_at=case.started_at,  # one job for each service task, however often the case is settled
            case_id=case.id,
            payload=service_payload(case, service),
            now=now,
        )


def service_subject(case: Case, service: WaitingService) -> str:
    """Return what the job of a service task is about: the same however often the case is settled."""
    return f"{case.id}:{service.id}"


def service_payload(case: Case, service: WaitingService) -> dict[str, Any]:
    """Return what the job of a service task needs to know."""
    return {
        "engine_id": service.id,
        "element": service.element,
        "call_path": text_of(calls_within(case, service.within)),
        "handler": service.handler,
        "variables": dict(service.variables),
    }


def _settle_messages(case: Case, position: Position, now: datetime) -> None:
    if case.awaits_message:
        db.session.execute(delete(MessageWait).where(MessageWait.case_id == case.id))
    if case.awaits_message != bool(position.waits):  # an attribute that is set, even to what it was, is flushed again
        case.awaits_message = bool(position.waits)
    for wait in position.waits:
        db.session.add(
            MessageWait(case_id=case.id, name=wait.name, correlation=messages.correlation_key(wait.correlation))
        )
        messages.offer_buffered(case, wait, now)
    for number, message in enumerate(position.thrown):
        _send(case, number, message, now)


def _send(case: Case, number: int, message: Message, now: datetime) -> None:
    jobs.enqueue(
        kind=messages.DELIVERY_JOB,
        subject=f"{case.id}:{case.version}:{number}",
        due_at=now,
        case_id=None,
        payload={
            "name": message.name,
            "correlation": dict(message.correlation),
            "payload": dict(message.payload),
        },
        now=now,
    )


def _end(at: Running, status: CaseStatus, actor: Actor, now: datetime) -> None:
    at.case.status = status
    at.case.ended_at = now
    at.case.next_due = None
    record(at.subject, f"case.{status.value}", actor, now)
    for listener in hooks.case_ended:
        listener(at.case, now)
