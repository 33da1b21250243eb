"""Messages between cases: each finds the case that waits for it, or is kept until one does."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select

from app.cases import jobs
from app.cases.models import BufferedMessage, Case, MessageWait
from app.engine import MessageWait as EngineWait
from app.extensions import db

DELIVERY_JOB = "deliver_message"
KEEP_EARLY_MESSAGES = timedelta(days=90)


def correlation_key(correlation: Mapping[str, Any]) -> str:
    """Return the correlation values as the text that waits and messages are matched by."""
    return json.dumps(dict(correlation), sort_keys=True, ensure_ascii=False)


def waiting_case_ids(name: str, correlation: Mapping[str, Any]) -> list[int]:
    """Return the cases that wait for this message."""
    return list(
        db.session.scalars(
            select(MessageWait.case_id)
            .where(MessageWait.name == name, MessageWait.correlation == correlation_key(correlation))
            .order_by(MessageWait.case_id)
            .distinct()
        )
    )


def keep(name: str, correlation: Mapping[str, Any], payload: Mapping[str, Any], now: datetime) -> None:
    """Keep an early message until a case waits for it, at most 90 days."""
    db.session.add(
        BufferedMessage(
            name=name,
            correlation=correlation_key(correlation),
            payload=json.dumps(dict(payload), ensure_ascii=False),
            received_at=now,
            expires_at=now + KEEP_EARLY_MESSAGES,
        )
    )


def offer_buffered(case: Case, wait: EngineWait, now: datetime) -> None:
    """If the message the case has begun to wait for came early, queue its delivery and drop it from the buffer."""
    early = db.session.scalar(
        select(BufferedMessage)
        .where(
            BufferedMessage.name == wait.name,
            BufferedMessage.correlation == correlation_key(wait.correlation),
            BufferedMessage.expires_at > now,
        )
        .order_by(BufferedMessage.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    if early is None:
        return
    jobs.enqueue(
        kind=DELIVERY_JOB,
        subject=f"{case.id}:early:{early.id}",
        due_at=now,
        case_id=None,
        payload={
            "name": early.name,
            "correlation": json.loads(early.correlation),
            "payload": json.loads(early.payload),
        },
        now=now,
    )
    db.session.delete(early)


def drop_expired(now: datetime) -> int:
    """Remove buffered messages nobody came for; return how many."""
    result = db.session.execute(delete(BufferedMessage).where(BufferedMessage.expires_at <= now))
    return int(result.rowcount)  # type: ignore[attr-defined]
