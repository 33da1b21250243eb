"""Reports of failure in the shapes in which mail servers write them, and what is none."""

import pytest

from app.notifications.bounces.reading import READ_AT_MOST, what_it_says
from app.notifications.proof.models import EventKind
from tests.notifications.bounces.samples import sample

FOR_GOOD = [
    ("postfix-unknown-user", "5.1.1", "User unknown in virtual mailbox table"),
    ("exim-full-mailbox", "5.2.2", "mailbox is full"),
    ("exim-plain", "", "550 Unrouteable address"),
    ("exchange-report", "5.1.10", "RecipientNotFound"),
    ("exchange-plain", "5.1.1", "does not exist at the organization"),
    ("gmail-report", "5.1.1", "does not exist"),
    ("gmail-given-up", "4.4.1", "did not accept our requests"),
    ("qmail-plain", "5.1.1", "no mailbox here"),
    ("vietnamese-plain", "5.1.1", "không có hộp thư này"),
]


@pytest.mark.parametrize(("name", "status", "words"), FOR_GOOD)
def test_a_mail_that_came_back_for_good(name, status, words):
    said = what_it_says(sample(name))
    assert said is not None
    assert (said.kind, said.status) == (EventKind.bounced, status)
    assert words in said.reason


@pytest.mark.parametrize(("name", "status"), [("postfix-delayed", "4.4.1"), ("exim-plain-warning", "4.7.1")])
def test_a_mail_that_is_still_tried(name, status):
    said = what_it_says(sample(name))
    assert said is not None
    assert (said.kind, said.status) == (EventKind.delayed, status)


@pytest.mark.parametrize("name", ["absent-exchange", "absent-vacation", "absent-vietnamese"])
def test_an_absence_notice_is_no_failure(name):
    said = what_it_says(sample(name))
    assert said is not None
    assert said.kind is EventKind.answered


@pytest.mark.parametrize("name", ["person-answers", "delivered"])
def test_what_says_nothing_of_a_failure_is_left_to_people(name):
    assert what_it_says(sample(name)) is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\xff\xfe" * 1000,
        b"Content-Type: multipart/report; boundary=\r\n\r\n--\r\n",
        b"Content-Type: message/delivery-status\r\n\r\nAction\r\nStatus: 5.1.1\r\n",
        b"Subject: =?utf-8?b?====?=\r\nFrom: =?x?q?\xff?=\r\nAuto-Submitted: \xff\r\n\r\n\xff",
        b"Content-Type: text/plain; charset=no-such\r\nFrom: MAILER-DAEMON\r\n\r\n\xff\xfe",
        b"Content-Type: application/zip\r\nContent-Transfer-Encoding: base64\r\n\r\nUEsDBBQAAAAI\r\n",
        b"Content-Type: multipart/mixed; boundary=a\r\n\r\n" * 5000,
        b"From: MAILER-DAEMON\r\n\r\n" + b"5" * READ_AT_MOST,
        b"X: " + b"\r\n y" * 30_000,
    ],
)
def test_hostile_mail_says_nothing_and_harms_nothing(content):
    assert what_it_says(content[:READ_AT_MOST]) is None


def test_parts_within_parts_without_end_are_not_followed():
    nested = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(1000))
    assert what_it_says(nested) is None


def test_a_reason_is_one_line():
    content = sample("postfix-unknown-user").replace(b"User unknown", b"User\x00unknown\xe2\x80\xa8Bcc: x")
    said = what_it_says(content)
    assert said is not None
    assert said.reason.isprintable()
