"""Read the return mailbox: note what came back, once, and put the mail away afterwards.

A worker that dies between noting and putting away reads the mail again and finds it noted.
"""

import hashlib
import logging
from collections.abc import Callable
from datetime import datetime

from flask import current_app

from app.database import unit_of_work
from app.extensions import db
from app.notifications.bounces.alarms import alarm_coordinators
from app.notifications.bounces.mailbox import account_of, opened
from app.notifications.bounces.reading import Said, what_it_says
from app.notifications.bounces.verp import message_returned_to
from app.notifications.proof.models import EventKind
from app.notifications.proof.noting import note
from app.timeline.outbox_models import OutboxMessage

AT_ONCE = 200  # mails a round; the next round is a minute away

_log = logging.getLogger(__name__)


def collect_returned(clock: Callable[[], datetime], *, stopping: Callable[[], bool] = lambda: False) -> int:
    """Note every mail in the return mailbox and put it away; return how many were understood."""
    account = account_of(current_app.config)
    if account is None:
        return 0
    count = 0
    with opened(account) as mailbox:
        for uid in mailbox.waiting(AT_ONCE):
            if stopping():
                break
            content = mailbox.beginning_of(uid)
            if content is None:
                continue
            understood = take_in(content, clock())
            mailbox.put_away(uid, understood=understood)
            count += understood
    return count


def take_in(content: bytes, now: datetime) -> bool:
    """Note what a returned mail says of the message it belongs to; False when it says nothing of any of ours."""
    message_id, said = message_returned_to(content), what_it_says(content)
    if message_id is None or said is None:
        _log.info("a mail in the return mailbox belongs to no message, or says nothing of it")
        return False
    with current_app.app_context(), unit_of_work(db.session):
        message = db.session.get(OutboxMessage, message_id, with_for_update=True)
        if message is None:
            return False
        _note(message, said, hashlib.sha256(content).hexdigest(), now)
    return True


def _note(message: OutboxMessage, said: Said, digest: str, now: datetime) -> None:
    key = f"returned:{digest}"
    is_new = note(message, said.kind, key, now, status=said.status, reason=said.reason)
    if is_new and said.kind is EventKind.bounced:
        message.bounced_at = message.bounced_at or now
        if message.recipient_id is not None:  # without an account, an incident tells of it
            alarm_coordinators(now)
