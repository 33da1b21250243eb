"""Calendars, the year, moving a date and acting on many in a browser: looked at for flaws, wide and narrow."""

from datetime import date

import pytest
from playwright.sync_api import expect

from app.clock import end_of_day
from tests.reports.rounds import make_obligation, open_round
from tests.support.browser import flaws, press
from tests.support.factories import make_case, make_task

pytestmark = pytest.mark.browser


@pytest.fixture
def opened(app, database, people, writing):
    """An open round, a duty to come, and five tasks of the coordinator's on one day, one of them overdue."""
    opened = open_round(people)
    with writing():
        make_obligation(title="Báo cáo 6 tháng", due_month=6, due_day=30)
        case = make_case(people.department, title="Kế hoạch 86/KH-UBND")
        for day in (date(2026, 11, 26),) * 4 + (date(2026, 11, 10),):
            dates = {"remind_by": end_of_day(day), "due_at": end_of_day(day), "overdue_after": end_of_day(day)}
            make_task(case, role="coordinator", agency_id=None, assignee_id=people.coordinator.id, **dates)
    return opened


@pytest.mark.parametrize("path", ["/calendar", "/calendar/feed", "/year", "/many", "/many/work"])
def test_the_pages_have_no_flaw(opened, page_of, people, live_url, complaints, path):
    page = page_of(people.coordinator)
    page.goto(f"{live_url}{path}")
    assert flaws(page) == []
    assert complaints == []


def test_many_are_ticked_looked_at_and_reminded(opened, page_of, people, live_url, complaints):
    page = page_of(people.coordinator)
    page.goto(f"{live_url}/many/rounds/{opened.campaign_id}")
    assert flaws(page) == []
    for box in page.locator("input[name=item]").all():
        box.check()
    expect(page.locator("[data-bulk-count]")).to_contain_text("2")
    press(page, page.get_by_role("button", name="Nhắc…").first)
    page.get_by_role("heading", name="2 mục sẽ được nhắc").wait_for()
    assert flaws(page) == []
    press(page, page.locator("button[name=_do]"))
    page.get_by_role("button", name="Hoàn tác những mục còn hoàn tác được").wait_for()
    assert flaws(page) == []
    assert complaints == []


def test_a_date_is_moved_after_a_look(opened, page_of, people, live_url, complaints):
    page = page_of(people.coordinator)
    page.goto(f"{live_url}/cases/{opened.report_case()}/date")
    assert flaws(page) == []
    page.get_by_label("Hạn mới").fill("11/12/2026")
    page.get_by_label("Vì sao").fill("Bão số 12")
    press(page, page.get_by_role("button", name="Xem những gì sẽ thay đổi"))
    page.get_by_role("heading", name="Những gì sẽ thay đổi").wait_for()
    assert flaws(page) == []
    press(page, page.get_by_role("button", name="Dời đến 11/12/2026"))
    page.get_by_role("button", name="Lấy lại hạn cũ").wait_for()
    assert flaws(page) == []
    assert complaints == []


def test_on_a_phone_the_list_leads(opened, page_of, people, live_url):
    page = page_of(people.coordinator)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{live_url}/calendar")
    expect(page.locator("table.month")).to_be_hidden()
    expect(page.locator("#day-2026-11-26")).to_be_visible()


def test_the_keyboard_reaches_every_day_that_holds_something(opened, page_of, people, live_url):
    page = page_of(people.coordinator)
    page.set_viewport_size({"width": 1280, "height": 844})
    page.goto(f"{live_url}/calendar")
    page.locator("table.month a.ev").first.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('table.month') !== null")
    page.locator("table.month a[href='#day-2026-11-26']").press("Enter")
    expect(page).to_have_url(f"{live_url}/calendar#day-2026-11-26")
