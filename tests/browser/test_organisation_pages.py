"""The pages of accounts and registers, as a keeper's browser sees them."""

import pytest

from app.organisation.service.links import invite
from tests.support.browser import flaws, press
from tests.support.factories import make_user

pytestmark = pytest.mark.browser

PAGES = (
    "/account",
    "/agencies",
    "/agencies/1",
    "/agencies/1/edit",
    "/agencies/1/end",
    "/agencies/1/seats/focal_point",
    "/agencies/import",
    "/users",
    "/users/1",
    "/users/new",
)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_flaw_and_does_not_scroll_sideways(page_of, people, writing, now, live_url, complaints, path):
    with writing():
        invite(make_user("Trần Thị Hoa", "hoa@lamgiang.example"), people.coordinator.actor, now)
    page = page_of(people.administrator)
    page.goto(live_url + path)
    assert flaws(page) == []
    assert complaints == []


def test_shortcuts_stay_off_for_who_switched_them_off(page_of, people, live_url):
    page = page_of(people.administrator)
    page.goto(f"{live_url}/account")
    page.get_by_label("Dùng phím tắt").uncheck()
    press(page, page.get_by_role("button", name="Lưu"))
    page.keyboard.press("?")
    assert not page.locator("dialog[open]").count()
