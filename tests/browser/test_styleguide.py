"""The living style guide in a real browser: no accessibility violation, nothing wider than the screen."""

import pytest
from playwright.sync_api import expect

from tests.support.browser import complaints_of, violations

pytestmark = pytest.mark.browser


@pytest.fixture(params=[(1280, 860), (390, 844)], ids=["1280", "390"])
def width(request, page) -> int:
    page.set_viewport_size({"width": request.param[0], "height": request.param[1]})
    return request.param[0]


@pytest.fixture
def theme() -> str:
    return "light"


@pytest.fixture
def guide(page, live_url, width, theme):
    """The style guide, its diagram drawn, with everything the browser complained about."""
    page.complaints = complaints_of(page)
    page.context.add_cookies([{"name": "td_theme", "value": theme, "url": live_url}])
    page.goto(f"{live_url}/_styleguide")
    page.wait_for_selector("[data-drawn=yes]")
    return page


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(guide):
    assert violations(guide) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_an_open_dialog(guide):
    guide.get_by_role("button", name="Mở hộp thoại").click()
    expect(guide.get_by_role("dialog")).to_be_visible()
    assert violations(guide) == []


def test_the_page_never_scrolls_sideways(guide, width):
    assert guide.evaluate("document.documentElement.scrollWidth") <= width


def test_the_browser_complains_of_nothing(guide):
    assert guide.complaints == []


def test_targets_are_large_enough_for_fingers(guide, width):
    smallest = 24 if width > 390 else 40  # WCAG 2.2, 2.5.8 asks for 24
    small = guide.evaluate(
        """smallest => [...document.querySelectorAll("main .btn, .tabbar a, .mtop a.ic")]
        .filter(e => e.offsetParent && e.getBoundingClientRect().height < smallest)
        .map(e => e.outerHTML.slice(0, 100))""",
        smallest,
    )
    assert small == []


def test_the_diagram_marks_where_the_case_is_and_shows_the_makers_logo(guide):
    assert guide.locator(".djs-shape.is-now[data-element-id=SignReport]").count() == 1
    assert guide.locator(".djs-connection.is-done").count() == 2
    logo = guide.locator(".bjs-powered-by")
    assert logo.is_visible()
    frame = guide.locator("[data-diagram]").bounding_box()
    box = logo.bounding_box()
    assert frame["x"] <= box["x"]
    assert box["y"] + box["height"] <= frame["y"] + frame["height"]
