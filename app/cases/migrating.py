"""Move a running case to the newest version of its process: looked at first, then done, never by itself.

Nobody's work is lost: open tasks keep their drafts, their claims and their dates; what the new version says about
them otherwise (name, form, whose they are, reminders) applies at once. A claim ends when the task becomes somebody
else's. Steps that the new version has before the place where the case stands are simply not visited.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from app import engine
from app.cases.access import may_manage_cases, require_case
from app.cases.errors import CaseCannotMove, CaseNotRunning, NoNewerVersion
from app.cases.inside import calls_within, text_of
from app.cases.locking import lock_case
from app.cases.models import Case, CaseStatus, Job, TaskStatus, UserTask
from app.cases.opening import agency_of_task
from app.cases.position import SERVICE_JOB, Running, running, service_payload, service_subject
from app.cases.snapshot import snapshot
from app.cases.starting import pin_called
from app.engine import MigrationReport, Position, WaitingTask
from app.errors import Forbidden
from app.extensions import db
from app.organisation.roles import Actor
from app.processes.deployed import Deployed, get_deployed, runnable
from app.processes.queries import latest
from app.processes.wording import said
from app.timeline.log import record
from app.vietnamese import search_key


@dataclass(frozen=True)
class Preview:
    """What moving the case would mean: from which version to which, and what the engine says about it."""

    old: Deployed
    new: Deployed
    report: MigrationReport


def preview_move(case_id: int, *, actor: Actor) -> Preview:
    """Say what moving the case to the newest version would mean; nothing is changed.

    Raises CaseNotFound, Forbidden, CaseNotRunning, NoNewerVersion.
    """
    return _prepared(db.session.get(Case, case_id), actor)[2]


def move_to_newest(case_id: int, *, actor: Actor, now: datetime) -> Case:
    """Move the case to the newest version of its process and of those it calls.

    Raises CaseNotFound, Forbidden, CaseNotRunning, NoNewerVersion, CaseCannotMove (where the preview says so).
    """
    old, new, preview = _prepared(lock_case(case_id), actor)
    if not preview.report.possible:
        raise CaseCannotMove(why=" ".join(said(finding) for finding in preview.report.refused))
    record(old.subject, "case.moved", actor, now, old=preview.old.version, version=preview.new.version)
    case = old.case
    case.state = engine.migrate(case.state, old.process, new.process)
    case.definition_id, case.pinned = new.definition_id, json.dumps(dict(new.pinned))
    case.version += 1
    at = running(case)
    position = engine.look(at.process, case.state)
    _renew_tasks(at, position, now)
    _renew_services(case, position)
    return case


@dataclass(frozen=True)
class _Target:
    """The newest version with what it calls."""

    definition_id: int
    pinned: Mapping[str, int]

    @property
    def process(self) -> engine.Process:
        return runnable(self.definition_id, self.pinned)


def _prepared(found: Case | None, actor: Actor) -> tuple[Running, _Target, Preview]:
    case = require_case(actor, found)
    if not may_manage_cases(actor):
        raise Forbidden
    if case.status is not CaseStatus.running:
        raise CaseNotRunning
    at = running(case)
    newest = get_deployed(latest(at.deployed.key).id)
    target = _Target(newest.id, pin_called(newest.calls))
    if (target.definition_id, dict(target.pinned)) == (case.definition_id, json.loads(case.pinned)):
        raise NoNewerVersion
    report = engine.predict_migration(at.process, target.process, case.state)
    return at, target, Preview(at.deployed, newest, report)


def _renew_tasks(at: Running, position: Position, now: datetime) -> None:
    waiting = {task.id: task for task in position.tasks}
    rows = select(UserTask).where(UserTask.case_id == at.case.id, UserTask.status == TaskStatus.open)
    for task in db.session.scalars(rows):
        _renew(task, at, waiting[task.engine_id], position, now)


def _renew(task: UserTask, at: Running, waiting: WaitingTask, position: Position, now: datetime) -> None:
    """Let the new version say what the task is called, which form it has and whose it is."""
    owner = at.owner(waiting.process)
    element = owner.elements[waiting.element]
    context = {**position.variables, **waiting.variables, "case": snapshot(at.case, now)}
    whose = (element.role, agency_of_task(at.case, element, context, now))
    if whose != (task.role, task.agency_id):
        task.role, task.agency_id = whose
        task.assignee_id = task.claimed_at = None
    task.definition_id = None if owner.id == at.case.definition_id else owner.id
    task.call_path = text_of(calls_within(at.case, waiting.within))
    task.name, task.search_key = element.name, search_key(element.name, at.case.title)[:700]
    task.form_key, task.reminders = element.form_key, element.reminders
    task.version += 1


def _renew_services(case: Case, position: Position) -> None:
    """Let services that wait to be tried again be done by the handler of the new version."""
    for service in position.services:
        payload = json.dumps(service_payload(case, service), ensure_ascii=False, default=str)
        job = (Job.kind == SERVICE_JOB, Job.subject == service_subject(case, service))
        db.session.execute(update(Job).where(*job).values(payload=payload))
