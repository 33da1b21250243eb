"""The letters to applicants."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urljoin

from flask import current_app, render_template
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import update

from app.applications import codes
from app.applications.kinds import ApplicationKind, kind_of
from app.applications.models import Application, ApplicationDraft
from app.extensions import db
from app.timeline.outbox import ACCOUNT, enqueue
from app.timeline.outbox_models import OutboxMessage

LETTER = "application"


def confirmation_key(draft_id: int) -> str:
    """Return how the outbox keys of a draft's confirmations begin."""
    return f"application-confirm:{draft_id}:"


def ask_to_confirm(
    kind: ApplicationKind, draft: ApplicationDraft, answers: Mapping[str, Any], token: str, now: datetime
) -> None:
    """Mail the link that confirms the draft. Its words are forgotten once it has gone: the link opens something."""
    with force_locale("vi"):
        lines = [
            _("Somebody has entered your address in an application: %(title)s.", title=kind.title),
            _("If that was you, open the link and press the button there. Only then is the application sent."),
            _("If it was not, you need do nothing: what was entered is deleted after 14 days."),
        ]
        words = _letter(_name(kind, answers), lines, _("Confirm the application"), f"/apply/confirm/{token}")
        subject = _("Confirm your application: %(title)s", title=kind.title)
    _post(f"{confirmation_key(draft.id)}{token[:8]}", draft.email, subject, words, now, kind=ACCOUNT)


def forget_confirmations(draft_id: int) -> None:
    """Empty the letters that asked to confirm a draft: it was confirmed, or has expired."""
    letters = update(OutboxMessage).where(OutboxMessage.key.startswith(confirmation_key(draft_id), autoescape=True))
    db.session.execute(letters.values(address="", subject="", text="", html=None))


def tell_code(application: Application, now: datetime) -> None:
    """Mail the tracking code of an application that has just been confirmed."""
    kind = kind_of(application.kind)
    with force_locale("vi"):
        shown = codes.shown(application.tracking_code)
        lines = [
            _("Your application has reached us: %(title)s.", title=kind.title),
            _("Your tracking code: %(code)s. Keep it: with it and this e-mail address you can follow the application, "
              "complete it, or withdraw it.", code=shown),
        ]  # fmt: skip
        subject = _("Tracking code %(code)s: %(title)s", code=shown, title=kind.title)
    mail_applicant(application, "code", subject, lines, now)


def mail_applicant(application: Application, key: str, subject: str, lines: Sequence[str], now: datetime) -> bool:
    """Queue a letter to the applicant, with a link to the tracking page; False when `key` was queued before.

    Nothing goes to an application that was erased.
    """
    if not application.email:
        return False
    kind = kind_of(application.kind)
    with force_locale("vi"):
        words = _letter(_name(kind, application.answers), lines, _("Follow the application"), "/apply/track")
    return _post(
        f"application:{application.id}:{key}", application.email, subject, words, now, case=application.case_id
    )


def _name(kind: ApplicationKind, answers: Mapping[str, Any]) -> str:
    return str(answers.get(kind.names.contact_name) or answers.get(kind.names.organisation) or "")


def _letter(name: str, lines: Sequence[str], label: str, path: str) -> tuple[str, str]:
    values = {"name": name, "lines": lines, "label": label, "address": urljoin(current_app.config["PUBLIC_URL"], path)}
    return render_template("applications/mail/letter.txt", **values), render_template(
        "applications/mail/letter.html", **values
    )


def _post(
    key: str,
    address: str,
    subject: str,
    words: tuple[str, str],
    now: datetime,
    *,
    kind: str = LETTER,
    case: int | None = None,
) -> bool:
    text, html = words
    return enqueue(
        key=key, recipient_id=None, address=address, subject=subject, text=text, html=html, now=now, kind=kind,
        case_id=case,
    )  # fmt: skip
