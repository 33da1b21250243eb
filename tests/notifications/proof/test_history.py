"""The agency's page proves each reminder: written down, accepted, opened or come back."""

from datetime import date, timedelta

import pytest

from app.extensions import db
from app.notifications.bounces.collecting import take_in
from app.notifications.delivery import record_ends
from app.notifications.proof.openings import note_opening
from app.timeline.outbox_models import OutboxMessage
from tests.notifications.bounces.samples import sample
from tests.notifications.work import make_due_task, morning, plan
from tests.support import processes
from tests.support.factories import make_case

FRIDAY = morning(20)


@pytest.fixture
def reminded(app, people, writing, send, catcher):
    """The focal point's digest of Friday about one task, as the mail that went out."""
    app.config["BOUNCE_ADDRESS"] = "bounces@tiendo.example"
    with writing():
        make_due_task(make_case(people.agency), day=date(2026, 11, 20), name="Gửi danh sách cơ sở")
    plan(app, FRIDAY)
    assert send(FRIDAY) == 1
    return catcher.mails[0]


def row(page) -> str:
    return page.one("#reminder-history tbody tr").text


def test_a_mail_that_was_accepted_and_opened(people, reminded, writing, page):
    with writing():
        message = db.session.query(OutboxMessage).one()
        assert note_opening(message.id, people.focal_point.id, FRIDAY + timedelta(minutes=12))
    shown = row(page("proof.history", people.coordinator, agency_id=people.agency.id))
    assert "20/11/2026" in shown
    assert "Gửi danh sách cơ sở" in shown
    assert people.focal_point.name in shown
    assert f"{people.focal_point.email} lúc 08:00" in shown
    assert "08:12" in shown


def test_a_mail_that_came_back(app, people, reminded, page):
    content = sample("gmail-report", return_address=reminded.sender, recipient=people.focal_point.email)
    with app.app_context():
        assert take_in(content, FRIDAY + timedelta(minutes=3))
    shown = row(page("proof.history", people.coordinator, agency_id=people.agency.id))
    assert "08:03" in shown
    assert "địa chỉ không tồn tại" in shown


def test_a_mail_that_still_waits(app, people, writing, page):
    with writing():
        make_due_task(make_case(people.agency), day=date(2026, 11, 20))
    plan(app, FRIDAY - timedelta(minutes=20))
    assert "08:00, 20/11/2026" in row(page("proof.history", people.coordinator, agency_id=people.agency.id))


def test_an_auditor_learns_no_names(people, reminded, page):
    shown = row(page("proof.history", people.auditor, agency_id=people.agency.id))
    assert people.focal_point.name not in shown
    assert people.focal_point.email not in shown


def test_what_is_confidential_is_not_listed(people, reminded, writing, page):
    from app.cases.models import Case

    with writing():
        db.session.query(Case).update({"is_confidential": True})
    shown = page("proof.history", people.coordinator, agency_id=people.agency.id)
    assert "Gửi danh sách cơ sở" not in shown.text


def test_the_list_goes_on_page_by_page(app, people, writing, visit):
    with writing():
        for number in range(60):
            make_due_task(make_case(people.agency), day=date(2026, 11, 20), name=f"Việc số {number}")
    plan(app, FRIDAY)
    visitor = visit(people.coordinator)
    first = visitor.page("proof.history", agency_id=people.agency.id)
    second = visitor.open(first.one("#more a")["href"])
    assert (len(first.all("tbody tr")), len(second.all("tbody tr"))) == (50, 10)


def test_the_agencys_page_leads_to_it(people, reminded, page):
    shown = page("agencies.show", people.coordinator, agency_id=people.agency.id)
    assert shown.one(f'a[href="/agencies/{people.agency.id}/reminders"]').text


def test_other_agencies_do_not_see_it(people, visit):
    visit(people.focal_point).page("proof.history", 404, agency_id=people.agency.id)


def test_the_cases_timeline_tells_what_waits_and_then_what_was_accepted(app, people, writing, visit, send):
    with writing():
        case = make_case(people.agency, processes.deploy_approval())
        make_due_task(case, day=date(2026, 11, 20), name="Gửi danh sách")
    plan(app, FRIDAY - timedelta(minutes=30))
    told = visit(people.coordinator).page("cases.show", case_id=case.id).text
    assert f"Thư gửi {people.focal_point.name} đang chờ: xếp gửi 20/11 07:30, gửi đi từ 20/11 08:00." in told
    send(FRIDAY + timedelta(minutes=1))
    with app.app_context():
        record_ends(FRIDAY + timedelta(minutes=2))
    told = visit(people.coordinator).page("cases.show", case_id=case.id).text
    assert "đang chờ" not in told
    assert "máy chủ thư đã nhận. Xếp gửi 20/11 07:30, nhận 20/11 08:01." in told
