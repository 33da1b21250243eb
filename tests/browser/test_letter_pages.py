"""The pages of letters in a browser: looked at for flaws, and walked through as a coordinator would."""

import pytest

from app.organisation.models import AgencyKind
from tests.documents.letters.conftest import LATE
from tests.reports.rounds import open_round
from tests.support.browser import flaws, press
from tests.support.factories import make_agency

pytestmark = pytest.mark.browser


@pytest.fixture
def late(app, database, people, writing, clock):
    """A round of fourteen agencies on 04/12: none has filed but one, which was late."""
    with writing():
        for number in range(12):
            make_agency(f"Ủy ban nhân dân phường Đông Lam {number}", AgencyKind.ward)
    opened = open_round(people, roster=["department", "commune", "ward"])
    clock.move_to(LATE)
    opened.file(now=LATE)
    opened.approve(now=LATE)
    return opened


@pytest.fixture
def page(late, page_of, people, live_url):
    """The page of drafting, as the coordinator sees it."""
    page = page_of(people.coordinator)
    page.goto(f"{live_url}/campaigns/{late.campaign_id}/letters/new")
    return page


def assert_flawless(page, complaints):
    assert flaws(page) == []
    assert complaints == []


def test_a_letter_to_all_from_the_round_to_its_number(page, late, live_url, complaints):
    assert_flawless(page, complaints)
    press(page, page.get_by_role("button", name="Soạn công văn"))
    page.get_by_text("Đã soạn dự thảo").wait_for()
    assert_flawless(page, complaints)
    press(page, page.get_by_role("link", name="Ghi số và tệp đã ký"))
    page.get_by_label("Số, ký hiệu").wait_for()
    assert_flawless(page, complaints)
    page.goto(f"{live_url}/campaigns/{late.campaign_id}/letters")
    page.get_by_role("heading", name="Công văn của đợt báo cáo").wait_for()
    assert_flawless(page, complaints)


def test_a_letter_to_each_shows_how_far_it_is(page, complaints):
    page.get_by_label("Mỗi cơ quan một công văn").check()
    press(page, page.get_by_role("button", name="Soạn công văn"))
    page.get_by_text("13/13").first.wait_for()
    assert_flawless(page, complaints)


def test_a_draft_is_deleted_only_after_asking(page, complaints):
    press(page, page.get_by_role("button", name="Soạn công văn"))
    page.get_by_role("button", name="Xóa dự thảo").click()
    press(page, page.get_by_role("dialog").get_by_role("button", name="Xóa dự thảo"))
    page.get_by_text("Đã xóa dự thảo.").wait_for()
    assert complaints == []
