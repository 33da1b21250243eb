"""Follow an application without an account: by its code and the e-mail address that was confirmed."""

import hmac
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import current_app
from itsdangerous import BadData, URLSafeTimedSerializer
from sqlalchemy import select

from app.applications import codes
from app.applications.errors import NoSuchApplication, NotYoursToCorrect
from app.applications.kinds import TrackedStatus, kind_of
from app.applications.models import Application
from app.applications.service.drafting import checked
from app.cases.locking import lock_case
from app.cases.models import Case
from app.errors import Invalid
from app.extensions import db
from app.organisation.roles import SYSTEM
from app.organisation.texts import N_
from app.timeline.log import Subject, record

OPEN_FOR = 3600  # seconds that a found application stays open in the browser


def look_up(code: str, email: str) -> Application:
    """Return the application; raise Invalid: the same for a code that does not exist and for another address."""
    code = codes.normal(code)
    if not codes.is_code(code):
        raise Invalid({"code": [N_("This code has a mistyped character. It has ten characters, like 7K4M-92QX-TY.")]})
    found: Application | None = db.session.scalar(select(Application).where(Application.tracking_code == code))
    given, known = email.strip().lower().encode(), (found.email if found else "").encode()
    if not hmac.compare_digest(given, known) or found is None or not known:
        raise Invalid({"code": [N_("Nothing was found under this code and this e-mail address. Check both.")]})
    return found


def pass_for(application: Application) -> str:
    """Return what lets a browser see the application for an hour."""
    return str(_passes().dumps(application.id))


def by_pass(given: str) -> Application:
    """Return the application that the pass is for; raise NoSuchApplication."""
    try:
        key = _passes().loads(given, max_age=OPEN_FOR)
    except BadData:
        raise NoSuchApplication from None
    application = db.session.get(Application, key)
    if application is None or application.case_id is None or application.erased_at is not None:
        raise NoSuchApplication
    return application


def status_of(application: Application) -> TrackedStatus:
    """Return how the application stands, in the words of its feature."""
    case = db.session.get_one(Case, application.case_id)
    return kind_of(application.kind).status_for_tracking(case)


def correct(application: Application, data: Mapping[str, Any], now: datetime) -> Application:
    """Take the completed answers when it is the applicant's turn. Raises NotYoursToCorrect, Invalid by field."""
    kind = kind_of(application.kind)
    lock_case(application.case_id or 0)
    db.session.refresh(application)
    if application.withdrawn_at or application.erased_at or not status_of(application).may_correct:
        raise NotYoursToCorrect
    answers = checked(kind, data, agrees=True, now=now)
    if str(answers.get(kind.names.contact_email, "")).strip().lower() != application.email:
        raise Invalid({kind.names.contact_email: [N_("The address that was confirmed cannot be changed here.")]})
    record(Subject("case", application.case_id or 0), "application.corrected", SYSTEM, now)
    application.data = json.dumps(answers, ensure_ascii=False, default=str)
    application.corrected_at = now
    kind.on_corrected(application, now)
    return application


def _passes() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="application")
