"""Queue messages in the unit of work that causes them: both are committed, or neither.

Nothing is sent here: the worker does that (`app.notifications.sender`).
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parseaddr
from functools import cache
from typing import Any
from uuid import uuid4

from flask import current_app
from sqlalchemy.dialects import postgresql, sqlite

from app.extensions import db
from app.timeline.outbox_models import MessageStatus, OutboxMessage

# Whatever ends a line somewhere: control characters, NEL, and the two Unicode separators.
_LINE_BREAKS = re.compile("[\\x00-\\x1f\\x7f\\x85\\u2028\\u2029]+")
# Letters, digits and the marks of RFC 5322's dot-atom; anything that could end a header or an address is out.
_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w.-]+\.?[\w-]+", re.ASCII)
_SUBJECT_LIMIT = 400
ACCOUNT = "account"  # mails about accounts: they carry links that open one
# Who waits where mails are throttled: what somebody is waiting for goes first, the day's digests last.
_RANKS = {ACCOUNT: 0, "digest": 2}
_USUAL_RANK = 1


@dataclass(frozen=True)
class Message:
    """One message to queue; see OutboxMessage for what the fields mean."""

    key: str
    kind: str
    recipient_id: int | None
    address: str
    subject: str = ""
    text: str = ""
    html: str | None = None
    template: str | None = None
    context: Mapping[str, Any] = field(default_factory=dict)
    send_after: datetime | None = None  # None: at once
    task_id: int | None = None
    case_id: int | None = None
    agency_id: int | None = None


def enqueue(
    *,
    key: str,
    recipient_id: int | None,
    address: str,
    subject: str,
    text: str,
    html: str | None = None,
    now: datetime,
    kind: str,
    send_after: datetime | None = None,
    task_id: int | None = None,
    case_id: int | None = None,
    agency_id: int | None = None,
) -> bool:
    """Queue one message with its words; return False when `key` was queued before."""
    message = Message(
        key, kind, recipient_id, address, subject, text, html,
        send_after=send_after, task_id=task_id, case_id=case_id, agency_id=agency_id,
    )  # fmt: skip
    return enqueue_all([message], now) == 1


def enqueue_all(messages: Sequence[Message], now: datetime) -> int:
    """Queue `messages` and return how many were new; a key that was queued before is left as it is."""
    if not messages:
        return 0
    domain = parseaddr(current_app.config["MAIL_FROM"])[1].rpartition("@")[2]
    rows = [_row(message, now, domain) for message in messages]
    return len(db.session.connection().execute(_insert_once(db.session.get_bind().dialect.name), rows).all())


def one_line(text: str) -> str:
    """Return `text` without anything that could end a header line."""
    return _LINE_BREAKS.sub(" ", text).strip()


def is_address(address: str) -> bool:
    """Whether mail can be addressed to `address` without it reaching into the next header."""
    return _ADDRESS.fullmatch(address) is not None


def forget_secrets(message: OutboxMessage) -> None:
    """Delete the words of an account mail that has ended: its link opens an account, and nobody reads it here."""
    if message.kind == ACCOUNT:
        message.text, message.html = "", None


def _row(message: Message, now: datetime, domain: str) -> dict[str, Any]:
    send_after = max(message.send_after or now, now)
    sound = is_address(message.address)
    return {
        "key": message.key,
        "kind": message.kind,
        "rank": _RANKS.get(message.kind, _USUAL_RANK),
        "recipient_id": message.recipient_id,
        "address": message.address if sound else one_line(message.address)[:320],
        "subject": one_line(message.subject)[:_SUBJECT_LIMIT],
        "text": message.text,
        "html": message.html,
        "template": message.template,
        "context": json.dumps(message.context, ensure_ascii=False),
        "message_id": f"<outbox-{uuid4().hex}@{domain}>",
        "task_id": message.task_id,
        "case_id": message.case_id,
        "agency_id": message.agency_id,
        # A person's command does not fail because somebody's address is wrong: the message does, visibly.
        "status": MessageStatus.queued if sound else MessageStatus.failed,
        "ended_at": None if sound else now,
        "last_error": None if sound else "not an e-mail address",
        "attempts": 0,
        "first_queued_at": now,
        "send_after": send_after,
        "next_attempt_at": send_after,
    }


@cache
def _insert_once(dialect: str) -> Any:
    table = OutboxMessage.__table__
    statement = (postgresql if dialect == "postgresql" else sqlite).insert(table)
    return statement.on_conflict_do_nothing(index_elements=["key"]).returning(table.c.id)
