"""Somebody signs in with a real browser."""

import pytest
from playwright.sync_api import expect

from tests.support.browser import fill, press, violations
from tests.support.people import PASSWORD

pytestmark = pytest.mark.browser


@pytest.fixture(params=[1280, 390])
def sign_in_page(request, page, live_url, complaints):
    page.set_viewport_size({"width": request.param, "height": 844})
    page.goto(f"{live_url}/sign-in")
    return page


def test_the_sign_in_page_has_no_flaw(sign_in_page, complaints):
    assert violations(sign_in_page) == []
    assert complaints == []


def test_the_right_password_lets_a_person_in(sign_in_page, people):
    fill(sign_in_page, {"email": people.focal_point.email, "password": PASSWORD})
    press(sign_in_page, sign_in_page.locator("form[action*='sign-in'] [type=submit]"))
    expect(sign_in_page.get_by_role("heading", name="Việc của tôi", level=1)).to_be_visible()


def test_a_wrong_password_keeps_the_address(sign_in_page, people):
    fill(sign_in_page, {"email": people.focal_point.email, "password": "không phải mật khẩu này"})
    press(sign_in_page, sign_in_page.locator("form[action*='sign-in'] [type=submit]"), refused="chưa đúng")
    expect(sign_in_page.locator("input[name=email]")).to_have_value(people.focal_point.email)
    expect(sign_in_page.locator("[aria-invalid=true]")).to_have_count(1)
