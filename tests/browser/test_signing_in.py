"""Somebody signs in with a real browser."""

import pytest

from tests.support.browser import violations
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


def test_the_right_password_lets_a_person_in(sign_in_page, people, live_url):
    sign_in_page.locator("input[name=email]").fill(people.focal_point.email)
    sign_in_page.locator("input[name=password]").fill(PASSWORD)
    sign_in_page.locator("form[action*='sign-in'] [type=submit]").click()
    sign_in_page.wait_for_url(lambda url: "/sign-in" not in url)


def test_a_wrong_password_keeps_the_address(sign_in_page, people):
    sign_in_page.locator("input[name=email]").fill(people.focal_point.email)
    sign_in_page.locator("input[name=password]").fill("không phải mật khẩu này")
    sign_in_page.locator("form[action*='sign-in'] [type=submit]").click()
    assert sign_in_page.locator("input[name=email]").input_value() == people.focal_point.email
    assert sign_in_page.locator("[aria-invalid=true]").count() == 1
