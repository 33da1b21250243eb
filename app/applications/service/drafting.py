"""Keep what a stranger types, and send it: nothing but the draft is kept until the address is confirmed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select

from app.applications.errors import NoSuchDraft
from app.applications.kinds import ApplicationKind
from app.applications.models import ApplicationDraft
from app.applications.queries import form_of
from app.applications.service import telling
from app.errors import Invalid
from app.extensions import db
from app.forms import FormInvalid, validate
from app.organisation.counting import rows_touched
from app.organisation.texts import N_
from app.organisation.tokens import digest, new_token

KEPT_FOR = timedelta(days=14)  # since it was last saved
CONFIRM_WITHIN = timedelta(days=3)
MAX_CHARACTERS = 100_000


@dataclass(frozen=True)
class Opened:
    """A draft and the secret of its link, which the database does not know."""

    draft: ApplicationDraft
    token: str


def begin_draft(kind: ApplicationKind, data: Mapping[str, Any], now: datetime) -> Opened:
    """Keep the first words of an application and return the draft with its link. Raises Invalid."""
    token = new_token()
    draft = ApplicationDraft(
        kind=kind.key, token_digest=digest(token), data=_text(data), saved_at=now, expires_at=now + KEPT_FOR
    )
    db.session.add(draft)
    db.session.flush()  # the view goes on with it
    return Opened(draft, token)


def find_draft(kind: ApplicationKind, token: str, now: datetime, *, locked: bool = False) -> ApplicationDraft:
    """Return the draft with this link; raise NoSuchDraft."""
    query = select(ApplicationDraft).where(
        ApplicationDraft.token_digest == digest(token),
        ApplicationDraft.kind == kind.key,
        ApplicationDraft.expires_at > now,
    )
    draft: ApplicationDraft | None = db.session.scalar(query.with_for_update() if locked else query)
    if draft is None:
        raise NoSuchDraft
    return draft


def save_draft(kind: ApplicationKind, token: str, data: Mapping[str, Any], now: datetime) -> ApplicationDraft:
    """Keep what is typed now. A confirmation link sent for what stood there before no longer works.

    Raises NoSuchDraft, Invalid.
    """
    draft = find_draft(kind, token, now, locked=True)
    draft.data, draft.saved_at, draft.expires_at = _text(data), now, now + KEPT_FOR
    draft.email, draft.agreed_at, draft.confirm_digest, draft.confirm_until = "", None, None, None
    return draft


def send_draft(kind: ApplicationKind, draft: ApplicationDraft, *, agrees: bool, now: datetime) -> str:
    """Check the draft and mail the link that confirms it; return the address it went to. Raises Invalid by field."""
    answers = checked(kind, json.loads(draft.data), agrees=agrees, now=now)
    token = new_token()
    draft.email = str(answers[kind.names.contact_email]).strip().lower()
    draft.agreed_at, draft.confirm_until = now, now + CONFIRM_WITHIN
    draft.confirm_digest = digest(token)
    telling.ask_to_confirm(kind, draft, answers, token, now)
    return draft.email


def checked(kind: ApplicationKind, data: Mapping[str, Any], *, agrees: bool, now: datetime) -> dict[str, Any]:
    """Return the answers as the kind's form accepts them; raise Invalid by field."""
    errors: dict[str, list[str]] = {}
    answers: dict[str, Any] = {}
    try:
        answers = validate(form_of(kind), data, context=dict(kind.fixed), now=now)
    except FormInvalid as invalid:
        errors = dict(invalid.errors)
    if not agrees:
        errors["agrees"] = [
            N_("Read the notice about your data and tick that you agree. Without that we may keep none.")
        ]
    if errors:
        raise Invalid(errors)
    return answers


def forget_expired(now: datetime) -> int:
    """Delete the drafts nobody confirmed or went on with, and the addresses that were written to; return how many."""
    expired = db.session.scalars(
        select(ApplicationDraft.id).where(ApplicationDraft.expires_at <= now).order_by(ApplicationDraft.id).limit(500)
    ).all()
    if not expired:
        return 0
    for draft_id in expired:
        telling.forget_confirmations(draft_id)
    return rows_touched(delete(ApplicationDraft).where(ApplicationDraft.id.in_(expired)))


def _text(data: Mapping[str, Any]) -> str:
    text = json.dumps(dict(data), ensure_ascii=False, default=str)
    if len(text) > MAX_CHARACTERS:
        raise Invalid({"": [N_("This is more text than an application can hold. Shorten it.")]})
    return text
