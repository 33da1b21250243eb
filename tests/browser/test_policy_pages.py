"""The pages of reminder policies in a browser: without flaw, and usable with the keyboard alone."""

import pytest
from playwright.sync_api import expect

from app.deadlines.ladders import Ladder, Step
from app.notifications.policies import service
from app.notifications.policies.models import Scope
from tests.support.browser import flaws, press, violations
from tests.support.clock import NOW
from tests.support.factories import make_definition

pytestmark = pytest.mark.browser


@pytest.fixture
def policies(app, database, people, writing) -> None:
    """A policy that speaks for a process and has been changed once."""
    by = {"actor": people.coordinator.actor, "now": NOW}
    with writing():
        make_definition("checks", name="Kiểm tra phương tiện đo")
        key = service.write_policy("Sát cuối năm", Ladder((Step(-5), Step(0))), **by)
        service.assign_policy(key, Scope.process, "checks", place="Kiểm tra phương tiện đo", **by)
    with writing():
        service.change_policy(key, "Sát cuối năm", Ladder((Step(-3),)), since=1, **by)


@pytest.mark.parametrize("path", ["", "/sat-cuoi-nam", "/none", "/standard/edit", "/new"])
def test_the_pages_have_no_flaw(policies, page_of, people, live_url, complaints, path):
    page = page_of(people.coordinator)
    page.goto(f"{live_url}/reminders/policies{path}")
    assert flaws(page) == []
    assert complaints == []


def test_a_policy_is_written_with_the_keyboard_alone(policies, page_of, people, live_url, complaints):
    page = page_of(people.coordinator)
    page.goto(f"{live_url}/reminders/policies/new")
    page.locator("#name").focus()
    page.keyboard.type("Nhắc sớm")
    page.get_by_role("button", name="Thêm bước").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#steps-3-when")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.type("30")
    page.get_by_role("button", name="Xem ví dụ").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("cell", name="trước 30 ngày làm việc")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Lưu cách nhắc").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Nhắc sớm", level=1)).to_be_visible()
    assert complaints == []


def test_what_is_wrong_is_summed_up_and_led_to(policies, page_of, people, live_url):
    page = page_of(people.coordinator)
    page.goto(f"{live_url}/reminders/policies/new")
    page.locator("#steps-0-days").fill("năm")
    press(page, page.get_by_role("button", name="Lưu cách nhắc"), refused="Nhập số ngày làm việc từ 1 đến 60.")
    expect(page.get_by_role("alert")).to_be_focused()
    assert violations(page) == []
    page.get_by_role("link", name="Nhập số ngày làm việc từ 1 đến 60.").click()
    expect(page.locator("#steps-0-days")).to_be_focused()
