"""Confirm an application: the draft becomes an application with a case and a tracking code."""

import json
from datetime import datetime

from sqlalchemy import select

from app.applications import codes
from app.applications.errors import ConfirmationNotUsable
from app.applications.kinds import kind_of
from app.applications.models import Application, ApplicationDraft
from app.applications.service import telling
from app.applications.service.drafting import checked
from app.extensions import db
from app.organisation.roles import SYSTEM
from app.organisation.tokens import digest
from app.timeline.log import Subject, record


def draft_to_confirm(token: str, now: datetime, *, locked: bool = False) -> ApplicationDraft:
    """Return the draft that the link in a mail confirms; raise ConfirmationNotUsable. Looking does not use it up."""
    query = select(ApplicationDraft).where(
        ApplicationDraft.confirm_digest == digest(token), ApplicationDraft.confirm_until > now
    )
    draft: ApplicationDraft | None = db.session.scalar(query.with_for_update() if locked else query)
    if draft is None:
        raise ConfirmationNotUsable
    return draft


def confirm(token: str, now: datetime) -> Application:
    """Use the link up: keep the application, start its case, delete the draft, mail the tracking code.

    Raises ConfirmationNotUsable, and Invalid when the form has changed meanwhile and no longer accepts the answers.
    """
    draft = draft_to_confirm(token, now, locked=True)
    kind = kind_of(draft.kind)
    answers = checked(kind, json.loads(draft.data), agrees=True, now=now)
    application = Application(
        kind=kind.key,
        tracking_code=_free_code(),
        email=draft.email,
        data=json.dumps(answers, ensure_ascii=False, default=str),
        notice=kind.notice,
        agreed_at=draft.agreed_at or now,
        confirmed_at=now,
    )
    db.session.add(application)
    telling.forget_confirmations(draft.id)
    db.session.delete(draft)
    db.session.flush()  # a second click finds no draft any more; the case may refer to the application
    case = kind.on_confirmed(application, now)
    application.case_id = case.id
    record(Subject("case", case.id), "application.confirmed", SYSTEM, now, kind=kind.key)
    telling.tell_code(application, now)
    return application


def _free_code() -> str:
    while True:
        code = codes.new_code()
        if db.session.scalar(select(Application.id).where(Application.tracking_code == code)) is None:
            return code
