"""Whatever is in a name, a mail has the headers we gave it and goes to whom we said."""

from datetime import date
from email import message_from_bytes
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.notifications.letters import Letter, as_mail
from app.organisation.models import Agency, User
from app.timeline.outbox import enqueue, is_address
from tests.notifications.work import make_due_task, morning, plan
from tests.support import units
from tests.support.clock import NOW
from tests.support.factories import make_case

HEADERS = {
    "Subject", "From", "To", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type",
    "Content-Language",
}  # fmt: skip
LINE_ENDS = [
    "\r\n",
    "\n",
    "\r",
    "\x00",
    "\x0b",
    "\x0c",
    "\x1c",
    "\x1d",
    "\x1e",
    "\x85",
    "\u2028",
    "\u2029",
    "\r\n ",
    "\n\t",
]
EVIL = "Bcc: ke-xau@example.com"

# Mostly what ends a line or a header somewhere, among letters.
names = st.text(
    st.one_of(
        st.sampled_from([*'\r\n\x00\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029:;,<>"@\\=?']),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=120,
)


def mail_of(subject: str, name: str, sender_name: str = "Tiến Độ") -> bytes:
    return as_mail(
        Letter(subject, "Chào.", "<p>Chào.</p>"),
        sender=f"{sender_name} <nhac-viec@tiendo.example>",
        name=name,
        address="ha@lamgiang.example",
        message_id="<outbox-1@tiendo.example>",
        written=NOW,
    )


@given(subject=names, name=names)
def test_no_subject_and_no_name_can_add_a_header_or_a_recipient(subject, name):
    raw = mail_of(subject, name)
    head, _, _ = raw.partition(b"\r\n\r\n")
    assert raw.replace(b"\r\n", b"").count(b"\r") == raw.replace(b"\r\n", b"").count(b"\n") == 0
    assert raw.count(b"\x00") == 0
    assert all(line.isascii() for line in head.splitlines())
    mail = message_from_bytes(raw, policy=default)
    assert set(mail.keys()) == HEADERS
    assert len(mail.keys()) == len(HEADERS)
    assert [address.addr_spec for address in mail["To"].addresses] == ["ha@lamgiang.example"]
    assert [address.addr_spec for address in mail["From"].addresses] == ["nhac-viec@tiendo.example"]
    assert "Chào." in mail.get_body(("plain",)).get_content()


@given(
    address=st.one_of(
        names, names.map(lambda text: f"ha@lamgiang.example{text}"), names.map(lambda t: f"{t}@x.example")
    )
)
def test_an_address_that_passes_is_one_word_without_anything_that_ends_it(address):
    if is_address(address):
        assert address.count("@") == 1
        assert not set(address) & set(' \r\n\t\x00\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029<>,;:"\\()[]')


@pytest.mark.parametrize("end", LINE_ENDS)
def test_an_address_that_would_reach_into_the_next_header_goes_nowhere(writing, send, now, catcher, end):
    with writing():
        enqueue(
            key="k", kind="test", recipient_id=None, address=f"ha@lamgiang.example{end}{EVIL}", subject="S", text="T",
            now=now,
        )  # fmt: skip
    assert send(now) == 0
    assert catcher.asked == 0


@pytest.mark.parametrize("end", LINE_ENDS)
def test_names_of_agencies_people_tasks_and_plans_stay_words(app, people, send, catcher, end):
    """The names go through the very letters that carry them: a digest, and the news of a task."""
    broken = f"Tên{end}{EVIL}{end}{end}Thân thư giả"
    with units.writing():
        from app.extensions import db

        db.session.get_one(Agency, people.agency.id).name = broken
        db.session.get_one(User, people.focal_point.id).name = broken
        case = make_case(db.session.get_one(Agency, people.agency.id), title=broken)
        make_due_task(case, day=date(2026, 11, 20), name=broken)
    plan(app, morning(20))
    assert send(morning(20)) == 1
    mail = catcher.mails[0]
    assert mail.to == [people.focal_point.email]
    assert {name for name, _ in mail.headers} == HEADERS
    assert len(mail.headers) == len(HEADERS)
    assert "Thân thư giả" in mail.text
