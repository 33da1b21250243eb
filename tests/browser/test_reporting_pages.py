"""The round's page in a browser: looked at for flaws, alive, and keeping its place."""

import pytest
from playwright.sync_api import expect

from app.organisation.models import AgencyKind
from tests.reports.rounds import RETURN, open_round
from tests.support.browser import flaws, settled, violations
from tests.support.factories import make_agency

pytestmark = pytest.mark.browser


@pytest.fixture
def opened(app, database, people, writing):
    """A round of twenty agencies: one returned, the others not started."""
    with writing():
        for number in range(18):
            kind = AgencyKind.ward if number % 2 else AgencyKind.commune
            make_agency(f"Ủy ban nhân dân {'phường' if number % 2 else 'xã'} Đông Lam {number}", kind)
    opened = open_round(people, roster=["department", "commune", "ward"])
    opened.file()
    opened.approve()
    opened.check(RETURN)
    return opened


@pytest.fixture
def matrix(opened, page_of, people, live_url):
    """The round's page, as the coordinator sees it."""
    page = page_of(people.coordinator)
    page.goto(f"{live_url}/campaigns/{opened.campaign_id}")
    return page


def test_the_matrix_has_no_flaw(matrix, complaints):
    assert flaws(matrix) == []
    assert complaints == []


@pytest.mark.parametrize("width", [1280, 390])
def test_the_drawer_has_no_flaw_and_gives_the_focus_back(matrix, complaints, people, width):
    matrix.set_viewport_size({"width": width, "height": 844})
    matrix.locator(f"#tile-{people.agency.id}").click()
    matrix.get_by_role("dialog").get_by_role("heading", name="Sở Công Thương").wait_for()
    assert "/agencies/" not in matrix.url
    assert violations(matrix) == []
    matrix.get_by_role("button", name="Đóng").click()
    expect(matrix.locator(f"#tile-{people.agency.id}")).to_be_focused()
    assert complaints == []


def test_the_page_turns_by_itself_and_keeps_filter_and_focus(opened, page_of, people, live_url):
    page = page_of(people.coordinator)
    page.clock.install()
    page.goto(f"{live_url}/campaigns/{opened.campaign_id}")
    page.locator("#tally-returned").click()
    page.wait_for_url("**show=returned**")
    tile = page.locator(".mx a")
    expect(page.locator(".mx a")).to_have_count(1)
    settled(page, "live")
    tile.focus()
    opened.file(element="revise_report")
    page.clock.fast_forward(31_000)
    page.get_by_text("Không có cơ quan nào khớp").wait_for()
    settled(page, "live")
    page.locator("#pill-all").click()
    expect(page.locator(".mx a")).to_have_count(20)
    settled(page, "live")
    page.locator(f"#tile-{people.agency.id}").focus()
    opened.approve()
    page.clock.fast_forward(31_000)
    page.locator(f"li.m-sent #tile-{people.agency.id}").wait_for()
    expect(page.locator(f"#tile-{people.agency.id}")).to_be_focused()


def test_a_block_is_chosen_without_a_button(matrix, people):
    matrix.locator("#block").select_option("departments")
    matrix.wait_for_url("**block=departments**")
    expect(matrix.locator(".mx a")).to_have_count(1)
    expect(matrix.locator("#block")).to_have_value("departments")


@pytest.mark.parametrize(
    "path",
    [
        "/campaigns",
        "/campaigns/new",
        "/obligations",
        "/obligations/new",
        "/reports/{case}/receipt",
        "/reports/{case}/call",
    ],
)
def test_the_other_pages_have_no_flaw(opened, page_of, people, live_url, complaints, path):
    page = page_of(people.coordinator)
    page.goto(live_url + path.format(case=opened.report_case()))
    assert flaws(page) == []
    assert complaints == []
