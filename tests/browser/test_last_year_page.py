"""A year's plan against last year's in a real browser: on a phone, on a wide screen, and what got lost taken in."""

import pytest
from playwright.sync_api import expect

from tests.drafting import years
from tests.drafting.drafts import open_draft
from tests.drafting.years import LOST, UNFINISHED
from tests.support.browser import WIDTHS, flaws, press

pytestmark = pytest.mark.browser

LOST_ONE = "1 dòng năm trước chưa xong mà không có dòng nào nối tiếp."


@pytest.fixture
def compared(app, database, people, page_of, live_url):
    """The comparison of a draft with last year's plan, before the specialist."""
    keys = years.make_last_year(people)
    draft = open_draft(people, "plan_opinion", roster=["department"])
    years.add(draft, "Mở lớp về đo lường", keys[UNFINISHED], time="Quý II")
    page = page_of(people.specialist)
    page.goto(f"{live_url}/drafting/cases/{draft.case_id}/last-year")
    return page


@pytest.mark.parametrize("width", WIDTHS)
def test_the_comparison_fits_every_screen(compared, width):
    compared.set_viewport_size({"width": width, "height": 900})
    expect(compared.get_by_text(LOST_ONE)).to_be_visible()
    assert flaws(compared) == []


def test_a_lost_row_is_found_and_taken_into_the_draft(compared):
    compared.get_by_role("link", name="Xem các dòng này").click()
    expect(compared.get_by_role("rowheader", name=LOST)).to_be_visible()
    compared.get_by_role("link", name="Đưa vào dự thảo").click()
    expect(compared.get_by_label("Nội dung nhiệm vụ")).to_have_value(LOST)
    compared.get_by_label("Thời gian").fill("Quý III")
    press(compared, compared.get_by_role("button", name="Thêm dòng"))
    compared.get_by_role("link", name="So với kế hoạch năm trước").first.click()
    expect(compared.get_by_role("rowheader", name=LOST)).to_be_visible()
    expect(compared.get_by_text(LOST_ONE)).to_have_count(0)
