"""Pages on a phone, on paper and without a mouse: tables stay tables on paper, bars never hide the focus."""

import pytest
from playwright.sync_api import Page

from app.extensions import db
from app.support.models import AccreditationBody
from tests.support.browser import WIDTHS, flaws

pytestmark = pytest.mark.browser

A4 = 718  # CSS pixels between the margins of a sheet

# How far from the left edge of its cell each value begins: there is room for its name.
INDENTS = """cells => cells.map((cell) => {
  const value = document.createRange();
  value.selectNodeContents(cell);
  return value.getBoundingClientRect().left - cell.getBoundingClientRect().left;
})"""
# Whether a bar that stays in view lies over what has the focus.
HIDDEN = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect();
  const top = document.elementFromPoint(box.left + Math.min(box.width, 20) / 2, box.top + Math.min(box.height, 20) / 2);
  const bar = top?.closest(".actbar, .tabbar, .mtop");
  return bar && !bar.contains(one) ? one.name || one.innerText : "";
}"""


@pytest.fixture
def bodies(app, database, people, writing, page_of, live_url) -> Page:
    """A list in a table, before the coordinator."""
    with writing():
        db.session.add(AccreditationBody(name="Tổ chức công nhận C", programmes="CCC"))
    page = page_of(people.coordinator)
    page.goto(f"{live_url}/support/bodies")
    return page


def columns(page: Page) -> list[float]:
    """Return where the cells of the first row begin, from above."""
    return (
        page.locator("tbody tr")
        .first.locator("td")
        .evaluate_all("cells => cells.map((cell) => Math.round(cell.getBoundingClientRect().top))")
    )


def test_paper_gets_the_table_with_its_headings(bodies):
    bodies.set_viewport_size({"width": A4, "height": 1000})
    bodies.emulate_media(media="print")
    assert bodies.locator("thead").is_visible()
    assert len(set(columns(bodies))) == 1
    assert not bodies.locator(".rail, .crumb, .acts").first.is_visible()
    assert bodies.evaluate("document.documentElement.scrollWidth") == A4


def test_a_phone_gets_names_beside_short_values(bodies):
    bodies.set_viewport_size({"width": 390, "height": 844})
    indents = bodies.locator("tbody td.short").evaluate_all(INDENTS)
    assert indents
    assert min(indents) > 100
    assert flaws(bodies) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_a_bar_that_stays_in_view_never_hides_the_focus(app, database, people, page_of, live_url, width):
    page = page_of(people.specialist)
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{live_url}/support/new")
    page.locator("#main-content").focus()
    hidden = []
    for _ in page.locator("#main-content :is(input, select, textarea, button, a)").all():
        page.keyboard.press("Tab")
        hidden += [name for name in [page.evaluate(HIDDEN)] if name]
    assert hidden == []
