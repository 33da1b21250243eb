"""The pages that show and steer reminders, as a coordinator's browser sees them."""

from datetime import date

import pytest

from app.cases.models import UserTask
from app.extensions import db
from app.notifications.skips.service import skip_once
from app.organisation.service.absences import Away, report_absence
from tests.notifications.work import make_due_task, morning, plan
from tests.support import processes
from tests.support.browser import flaws, press
from tests.support.factories import make_agency, make_case

pytestmark = pytest.mark.browser

TUESDAY_NEXT = date(2026, 12, 1)
PAGES = (
    "/reminders",
    "/reminders/waves/2026-12-01",
    "/reminders/days",
    "/reminders/history",
    "/reminders/why/tasks/1",
    "/reminders/why/tasks/1?day=2026-11-20",
    "/reminders/why/days/2026-11-20",
    "/account/absence",
    "/absences",
    "/users/1/absence",
)


@pytest.fixture
def reminded(app, people, writing, now):
    """A task that was reminded of today, another agency's without anybody, one left alone, somebody away."""
    with writing():
        processes.deploy_approval()
        task_id = processes.start("approval", people.agency).task_id
    with writing():
        task = db.session.get_one(UserTask, task_id)
        like = make_due_task(make_case(people.other_agency), day=date(2026, 12, 3))
        for moment in ("remind_by", "due_at", "overdue_after", "due_order", "opened_at"):
            setattr(task, moment, getattr(like, moment))
        make_due_task(make_case(make_agency("Sở Vắng Người")), day=date(2026, 12, 3))
        report_absence(people.focal_point.id, Away(now.date(), TUESDAY_NEXT), people.focal_point.actor, now)
        report_absence(people.head.id, Away(now.date(), now.date()), people.head.actor, now, accepts_gaps=True)
        skip_once(people.other_agency.id, TUESDAY_NEXT, "đã hẹn nộp", people.coordinator.actor, now)
    plan(app, morning(20, 9))


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_flaw_and_does_not_scroll_sideways(page_of, people, reminded, live_url, complaints, path):
    page = page_of(people.coordinator)
    assert page.goto(live_url + path).status == 200
    assert flaws(page) == []
    assert complaints == []


def test_an_agency_is_left_alone_and_its_letter_looked_at(page_of, people, reminded, live_url):
    page = page_of(people.coordinator)
    page.goto(f"{live_url}/reminders/waves/2026-12-01")
    press(page, page.get_by_role("button", name="Xem thư").first)
    page.get_by_role("heading", name=f"Thư gửi {people.deputy.name}").wait_for()
    page.go_back()
    page.get_by_text("Bỏ cơ quan này ngày 01/12").first.click()
    page.get_by_label("Vì sao").first.fill("đã hẹn nộp thứ Tư")
    press(page, page.get_by_role("button", name="Không gửi 1 thư ngày 01/12").first)
    page.get_by_text("cho bỏ cơ quan này lần này: đã hẹn nộp thứ Tư").wait_for()
