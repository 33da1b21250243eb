"""Deliver a message to the cases that wait for it."""

from datetime import datetime

from app import engine
from app.cases.locking import lock_case
from app.cases.messages import keep, waiting_case_ids
from app.cases.models import CaseStatus
from app.cases.position import Running, running, settle
from app.cases.snapshot import snapshot
from app.engine import Message, Position
from app.organisation.roles import SYSTEM, Actor
from app.timeline.log import record


def deliver(message: Message, *, now: datetime, actor: Actor = SYSTEM) -> int:
    """Give the message to every case that waits for it and return how many took it; keep it when none does."""
    taken = sum(_give(case_id, message, actor, now) for case_id in waiting_case_ids(message.name, message.correlation))
    if not taken:
        keep(message.name, message.correlation, message.payload, now)
    return taken


def _give(case_id: int, message: Message, actor: Actor, now: datetime) -> bool:
    case = lock_case(case_id)
    if case.status is not CaseStatus.running:
        return False  # never to an ended case: the engine would open work in it
    at = running(case)
    position = engine.deliver(at.process, case.state, message, case=snapshot(case, now), now=now)
    if position is None:
        return False
    record(at.subject, "message.received", actor, now, message=message.name, step=_where(at, position))
    settle(at, position, actor=actor, now=now)
    return True


def _where(at: Running, position: Position) -> str:
    """Return the words on the diagram where the message arrived; the message's own name is for machines."""
    passed = zip(position.passed, position.passed_in, strict=True)
    elements = (at.owner(process).elements.get(element_id) for element_id, process in passed)
    return next((element.name for element in elements if element is not None and element.name), "")
