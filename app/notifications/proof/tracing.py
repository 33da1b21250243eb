"""Links in mails lead through an address that tells which mail they stood in: `/m/{message}.{signature}/tasks/5`.

The page itself is part of the address, so a link goes on working when its signature no longer does.
"""

import re
from dataclasses import replace

from flask import current_app
from itsdangerous import BadSignature, Signer

from app.notifications.letters import Letter
from app.timeline.outbox import ACCOUNT
from app.timeline.outbox_models import OutboxMessage

PREFIX = "/m/"
# Mails whose links open an account by themselves; they stay as short-lived and as private as they are.
_UNTRACED = frozenset({ACCOUNT})


def with_traced_links(letter: Letter, message: OutboxMessage) -> Letter:
    """Return the letter with every link to a page of ours leading through the message's own address."""
    if message.kind in _UNTRACED or message.recipient_id is None:
        return letter
    base: str = current_app.config["PUBLIC_URL"].rstrip("/")
    ours = re.compile(rf"{re.escape(base)}(?=/)(?!{re.escape(PREFIX)})")
    traced = f"{base}{PREFIX}{token_of(message.id)}"
    html = ours.sub(traced, letter.html) if letter.html is not None else None
    return replace(letter, text=ours.sub(traced, letter.text), html=html)


def token_of(message_id: int) -> str:
    """Return what names the message in a link; nobody can make it up."""
    return _signer().sign(str(message_id)).decode()


def message_named(token: str) -> int | None:
    """Return the key of the message that `token` names; None when it is none of ours."""
    try:
        return int(_signer().unsign(token))
    except (BadSignature, ValueError):
        return None


def _signer() -> Signer:
    return Signer(current_app.config["SECRET_KEY"], salt=b"link in a mail")
