"""Start a case."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app import engine
from app.cases.models import Case, CaseAgency, CasePerson, CaseStatus, Relation, UserTask
from app.cases.opening import set_deadline
from app.cases.position import running, settle
from app.cases.snapshot import snapshot
from app.deadlines.moments import Deadline
from app.extensions import db
from app.organisation.models import Agency
from app.organisation.roles import Actor
from app.processes.deployed import get_deployed
from app.processes.queries import latest
from app.timeline.log import Subject, record


@dataclass(frozen=True)
class NewCase:
    """What a case starts with; `variables` travel on the token, `facts` are what conditions see under `case`."""

    process: str
    agency: Agency
    title: str
    variables: Mapping[str, Any] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)
    deadline: Deadline | None = None
    relations: tuple[tuple[int, Relation], ...] = ()
    confidential_to: tuple[int, ...] = ()


def start_case(new: NewCase, *, actor: Actor, now: datetime) -> tuple[Case, list[UserTask]]:
    """Start a case of the newest version and return it with the tasks that opened.

    Called processes are pinned at the versions of this moment. Raises UnknownProcess.
    """
    definition = latest(new.process)
    pinned = pin_called(get_deployed(definition.id).calls)
    case = _row(new, definition.id, pinned, actor, now)
    db.session.add(case)
    db.session.flush()  # participants, tasks and the timeline carry its id
    _add_participants(case, new)
    record(Subject("case", case.id), "case.started", actor, now, title=case.title, process=new.process)
    at = running(case)
    position = engine.start(at.process, variables=at.routing(new.variables), case=snapshot(case, now), now=now)
    return case, settle(at, position, actor=actor, now=now)


def _row(new: NewCase, definition_id: int, pinned: Mapping[str, int], actor: Actor, now: datetime) -> Case:
    case = Case(
        definition_id=definition_id,
        pinned=json.dumps(dict(pinned)),
        agency_id=new.agency.id,
        agency=new.agency,
        title=new.title,
        is_confidential=bool(new.confidential_to),
        status=CaseStatus.running,
        state="",
        facts=json.dumps(dict(new.facts), ensure_ascii=False, default=str),
        version=0,
        started_at=now,
        started_by_id=actor.id,
    )
    set_deadline(case, new.deadline)
    return case


def _add_participants(case: Case, new: NewCase) -> None:
    db.session.add_all(
        CaseAgency(case_id=case.id, agency_id=agency_id, relation=relation) for agency_id, relation in new.relations
    )
    db.session.add_all(CasePerson(case_id=case.id, user_id=user_id) for user_id in new.confidential_to)


def pin_called(keys: tuple[str, ...]) -> dict[str, int]:
    """Return the newest versions of the called processes, and of those that they call, by key; raise UnknownProcess."""
    pinned: dict[str, int] = {}
    waiting = list(keys)
    while waiting:
        key = waiting.pop()
        if key not in pinned:
            pinned[key] = latest(key).id
            waiting.extend(get_deployed(pinned[key]).calls)
    return pinned
