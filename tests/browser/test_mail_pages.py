"""Returned mail and the history of an agency's reminders, as a coordinator's browser sees them."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.extensions import db
from app.notifications.proof.models import EventKind
from app.notifications.proof.noting import note
from app.timeline.outbox_models import MessageStatus, OutboxMessage
from tests.notifications.work import make_due_task, morning, plan
from tests.support.browser import flaws
from tests.support.factories import make_case

pytestmark = pytest.mark.browser

FRIDAY = morning(20)


@pytest.fixture
def returned(app, people, writing):
    """A reminder to the focal point of Sở Công Thương that came back."""
    with writing():
        make_due_task(make_case(people.agency), day=date(2026, 11, 20), name="Gửi danh sách cơ sở")
    plan(app, FRIDAY)
    with writing():
        message = db.session.scalars(select(OutboxMessage)).one()
        message.status, message.sent_at, message.bounced_at = MessageStatus.sent, FRIDAY, FRIDAY
        reason = "550 5.1.1 <ha@lamgiang.example>: user unknown in virtual mailbox table"
        note(message, EventKind.bounced, "returned:1", FRIDAY + timedelta(minutes=3), status="5.1.1", reason=reason)


@pytest.mark.parametrize("path", ["/reminders/returned", "/agencies/1/reminders"])
def test_a_page_about_mail_has_no_flaw(page_of, people, returned, live_url, complaints, path):
    page = page_of(people.coordinator)
    page.goto(live_url + path)
    page.get_by_text(people.focal_point.name).first.wait_for()
    assert flaws(page) == []
    assert complaints == []


def test_the_agencys_page_shows_its_history_in_place(page_of, people, returned, live_url):
    page = page_of(people.coordinator)
    page.goto(f"{live_url}/agencies/1")

    page.get_by_role("link", name="Gửi danh sách cơ sở", exact=True).wait_for()
    assert page.title().startswith("Sở Công Thương")
