"""The page of a case on a desk, a phone and paper: the next step within the first screen, in the order of the keys."""

from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import WIDTHS, flaws, press
from tests.support.reports import deploy_report, owe_report

pytestmark = pytest.mark.browser

SCREEN = 844  # pixels high
BAR = 60  # what the bar at the foot of a phone takes of it
NEXT = "main .turn .btn-primary"
# Where on the page each thing stands that the tabulator key reaches above the two columns, in the order of the keys.
PLACES = """() => [...document.querySelectorAll("#main-content :is(a, button, summary)")]
  .filter((one) => !one.closest(".cols") && one.checkVisibility())
  .map((one) => one.getBoundingClientRect()).map((box) => Math.round(box.bottom + scrollY))"""
SIDEWAYS = 16  # two links of one line need not be equally high


@pytest.fixture
def case_page(app, database, people, writing, page_of, live_url) -> Page:
    """A case at its first step, before the person whose turn it is."""
    with writing():
        deploy_report()
        started = owe_report(people.agency)
    page = page_of(people.focal_point)
    page.goto(f"{live_url}/cases/{started.case_id}")
    return page


def arrive(page: Page, width: int) -> None:
    """See the page as it arrives on a screen of that width."""
    page.set_viewport_size({"width": width, "height": SCREEN})
    page.reload()
    expect(page.locator("[data-diagram]").first).to_have_attribute("data-drawn", "yes")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_next_step_is_within_the_first_screen(case_page, width):
    arrive(case_page, width)
    box = case_page.locator(NEXT).bounding_box()
    assert box["y"] + box["height"] < SCREEN - BAR
    press(case_page, case_page.locator(NEXT))
    expect(case_page.locator("h1")).to_have_text("Soạn báo cáo")


@pytest.mark.parametrize("width", WIDTHS)
def test_keys_reach_things_in_the_order_in_which_they_are_seen(case_page, width):
    arrive(case_page, width)
    places = case_page.evaluate(PLACES)
    assert len(places) > 8
    assert [(above, below) for above, below in pairwise(places) if below < above - SIDEWAYS] == []


@pytest.mark.parametrize("width", WIDTHS)
def test_everybody_can_use_the_page(case_page, complaints, width):
    arrive(case_page, width)
    assert flaws(case_page) == []
    assert complaints == []


def test_a_phone_shows_the_diagram_when_asked(case_page):
    arrive(case_page, 390)
    shape = case_page.locator("[data-element-id=draft_report] .djs-visual")
    assert not shape.is_visible()
    case_page.locator("#where summary").first.click()
    expect(shape).to_be_visible()
    assert shape.bounding_box()["width"] > 20  # it was fitted when there was room for it


def test_a_desk_shows_the_diagram_at_once(case_page):
    arrive(case_page, 1280)
    assert case_page.locator("[data-element-id=draft_report] .djs-visual").is_visible()


def test_paper_gets_what_the_case_is_about_and_nothing_to_press(case_page):
    arrive(case_page, 1280)
    case_page.emulate_media(media="print")
    assert case_page.locator("#main-content :is(.btn, form, .onpage a, summary):visible").count() == 0
    for part in ("h1", ".deadline", "#where", "#history", "#involved"):
        assert case_page.locator(part).is_visible(), part


def test_paper_gets_the_whole_diagram(case_page):
    arrive(case_page, 1280)
    case_page.evaluate("dispatchEvent(new Event('beforeprint'))")
    frame, pool = case_page.locator("[data-diagram]").first, case_page.locator("[data-element-id=agency_report_pool]")
    assert frame.bounding_box()["width"] <= 700
    assert pool.locator(".djs-visual").first.bounding_box()["width"] <= 701  # a line has a width
