"""Withdraw an application, and erase what it says about people (Luật 91/2025/QH15: the right to have data deleted)."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.orm import undefer

from app.applications.errors import AlreadyWithdrawn
from app.applications.kinds import kind_of
from app.applications.models import Application
from app.cases.cancelling import cancel_case
from app.cases.locking import lock_case
from app.cases.models import Case, CaseStatus, UserTask
from app.database import change
from app.extensions import db
from app.organisation.roles import SYSTEM, Actor
from app.timeline.erasure import ERASED, erase
from app.timeline.log import Subject, record
from app.timeline.models import TimelineEntry, TimelinePayload
from app.timeline.outbox_models import OutboxMessage

BY_APPLICANT = "Người đăng ký rút hồ sơ trên trang tra cứu."


def withdraw(application: Application, now: datetime) -> None:
    """End the application for its applicant; raise AlreadyWithdrawn."""
    case = lock_case(application.case_id or 0)
    if application.withdrawn_at is not None or case.status is not CaseStatus.running:
        raise AlreadyWithdrawn
    record(Subject("case", case.id), "application.withdrawn", SYSTEM, now)
    application.withdrawn_at = now
    kind_of(application.kind).on_withdrawn(application, now)
    if case.status is CaseStatus.running:
        cancel_case(case.id, BY_APPLICANT, actor=SYSTEM, now=now)


def erase_personal_data(application: Application, reason: str, *, actor: Actor, now: datetime) -> None:
    """Erase what the application, its case and its letters say about people; that it was erased, and why, stays.

    Erased again, nothing changes.
    """
    if application.erased_at is not None:
        return
    case = lock_case(application.case_id or 0)
    said = personal_words(application)
    record(Subject("case", case.id), "application.erased", actor, now, reason=reason)
    _erase_timeline(case.id, said, reason, actor, now)
    _erase_rows(case, said)
    written = or_(OutboxMessage.case_id == case.id, OutboxMessage.key.startswith(f"application:{application.id}:"))
    letters = update(OutboxMessage).where(OutboxMessage.address == application.email, written)
    db.session.execute(letters.values(address="", subject="", text="", html=None, context="{}"))
    kind_of(application.kind).on_erased(application, now)
    application.data, application.email = "{}", ""
    application.erased_at, application.erased_reason = now, reason[:300]


def personal_words(application: Application) -> list[str]:
    """Return the words of the application that name people: names, addresses, telephones."""
    names, answers = kind_of(application.kind).names, application.answers
    asked = (names.contact_name, names.contact_email, names.contact_phone, *names.others)
    given = (answers.get(name) for name in asked)
    return list(dict.fromkeys(str(value) for value in (application.email, *given) if value))


def _erase_timeline(case_id: int, said: list[str], reason: str, actor: Actor, now: datetime) -> None:
    bodies = db.session.execute(
        select(TimelineEntry.id, TimelinePayload.body)
        .join(TimelinePayload, TimelinePayload.entry_id == TimelineEntry.id)
        .where(TimelineEntry.subject_type == "case", TimelineEntry.subject_id == case_id)
        .where(TimelinePayload.body.is_not(None), TimelineEntry.action != ERASED)
    ).all()
    for entry_id, body in bodies:
        if any(_quoted(word) in (body or "") for word in said):
            erase(entry_id, reason, actor, now)


def _erase_rows(case: Case, said: list[str]) -> None:
    facts = _without(json.loads(case.facts), said)
    change(db.session, case, facts=json.dumps(facts, ensure_ascii=False, default=str))
    tasks = select(UserTask).where(UserTask.case_id == case.id, UserTask.data.is_not(None))
    for task in db.session.scalars(tasks.options(undefer(UserTask.data))):
        data = _without(json.loads(task.data or "{}"), said)
        change(db.session, task, data=json.dumps(data, ensure_ascii=False))


def _without(value: Any, said: Iterable[str]) -> Any:
    """Return the data with every text that names the contact left empty."""
    if isinstance(value, str):
        return "" if any(word in value for word in said) else value
    if isinstance(value, dict):
        return {key: _without(one, said) for key, one in value.items()}
    if isinstance(value, list):
        return [_without(one, said) for one in value]
    return value


def _quoted(word: str) -> str:
    """Return the word as it stands in JSON."""
    return json.dumps(word, ensure_ascii=False)[1:-1]
