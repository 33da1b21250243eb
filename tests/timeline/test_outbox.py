"""Queueing messages: each key once, with the unit of work or not at all, and no line breaks in headers."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.extensions import db
from app.timeline.outbox import Message, enqueue, enqueue_all
from app.timeline.outbox_models import MessageStatus, OutboxMessage


def queue(now, **changes) -> bool:
    values = {"key": "k", "recipient_id": None, "address": "ha@lamgiang.example", "subject": "Chào", "text": "Bà Hà"}
    return enqueue(**{**values, "kind": "test", "now": now, **changes})


def queued() -> list[OutboxMessage]:
    return list(db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)))


@pytest.mark.database
def test_a_key_is_queued_once(database, writing, now):
    with writing():
        assert queue(now)
        assert not queue(now, subject="again")
    with writing():
        assert not queue(now, subject="yet again")
        assert [message.subject for message in queued()] == ["Chào"]


@pytest.mark.database
def test_several_are_queued_at_once_and_only_the_new_ones_counted(database, writing, now):
    with writing():
        queue(now, key="b")
        messages = [Message(key, "test", None, "ha@lamgiang.example") for key in "abc"]
        assert enqueue_all(messages, now) == 2
        assert enqueue_all([], now) == 0


def test_a_message_is_queued_with_the_unit_of_work_or_not_at_all(writing, now):
    with writing() as work:
        queue(now)
        work.discard()
    with writing():
        assert queued() == []


def test_a_message_may_wait_but_never_starts_in_the_past(writing, now):
    with writing():
        queue(now, key="later", send_after=now + timedelta(hours=1))
        queue(now, key="earlier", send_after=now - timedelta(hours=1))
        later, earlier = queued()
        assert later.next_attempt_at == now + timedelta(hours=1)
        assert earlier.next_attempt_at == now


def test_message_ids_differ_and_name_our_domain(writing, now):
    with writing():
        queue(now, key="a")
        queue(now, key="b")
        first, second = queued()
    assert first.message_id != second.message_id
    assert first.message_id.startswith("<outbox-")
    assert first.message_id.endswith("@tiendo.example>")


@pytest.mark.parametrize("end_of_line", ["\r\n", "\n", "\r", "\x00", "\x85", "\u2028", "\u2029"])
def test_a_subject_cannot_end_its_header(writing, now, end_of_line):
    with writing():
        queue(now, subject=f"Báo cáo{end_of_line}Bcc: ke-xau@example.com")
        assert queued()[0].subject == "Báo cáo Bcc: ke-xau@example.com"


@pytest.mark.parametrize(
    "address",
    [
        "ha@x.example\r\nBcc: a@b.example",
        "ha@x.example\u2028",
        "ha@x.example,binh@x.example",
        "Hà",
        "",
        "<ha@x.example>",
    ],
)
def test_a_wrong_address_fails_visibly_and_stops_nobody(writing, now, address):
    with writing():
        assert queue(now, address=address)
        message = queued()[0]
    assert message.status is MessageStatus.failed
    assert "\n" not in message.address
    assert message.last_error
