"""How an enterprise's file ends early, told in a browser at both sides: not selected, or withdrawn by itself."""

import pytest
from playwright.sync_api import Page, expect

from app.programmes.public import PROGRAMME
from tests.programmes.enterprises import APPLICATION, CRITERIA, NAME, Enterprise, deploy_programme
from tests.support import units
from tests.support.browser import fill, flaws, press, send
from tests.support.newcomers import apply, come_in, follow, letter, tracking_code

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.database]

CONTACT = APPLICATION["contact_email"]
FEW_MEANS = "Năm nay ưu tiên doanh nghiệp có cân đóng gói.\nMời đăng ký lại sau ngày 01/3/2027."
SOLD = "Đã bán dây chuyền đóng gói"


@pytest.fixture
def enterprise(app, database, people) -> Enterprise:
    """An enterprise that has applied on the public page."""
    with units.writing():
        deploy_programme()
    return Enterprise(people, apply(PROGRAMME, APPLICATION))


def reads(page: Page, *told: str) -> None:
    """The page says all of it, and nothing is wrong with it."""
    for words in told:
        expect(page.locator("main")).to_contain_text(words)
    assert flaws(page) == []


def in_the_list(page: Page, live_url: str, state: str, *told: str) -> None:
    """The department finds the enterprise by its state, and reads what became of it."""
    page.goto(f"{live_url}/enterprises?state={state}")
    press(page, page.get_by_role("link", name=NAME))
    reads(page, *told)


def test_an_enterprise_is_not_selected(enterprise, people, at, page, page_of, live_url):
    code = tracking_code(CONTACT)
    enterprise.evaluated()
    page = at(people.leader, "decide_selection")
    expect(page.get_by_text("72/100").first).to_be_visible()
    send(page, {"selection_decision": "return"}, refused="Ghi rõ cần đánh giá lại gì.")
    send(page, {"return_reason": "Xem lại tình trạng hiệu chuẩn"})
    page = at(people.specialist, "evaluate_enterprise")
    expect(page.get_by_text("Xem lại tình trạng hiệu chuẩn").first).to_be_visible()
    send(page, {**CRITERIA, "calibration_state": "none"})
    follow(page, live_url, code, CONTACT)
    reads(page, "Đăng ký của bạn đang được đánh giá theo tiêu chí")

    page = at(people.leader, "decide_selection")
    send(page, {"selection_decision": "refuse"}, refused="Ghi lý do; doanh nghiệp sẽ đọc được.")
    send(page, {"refusal_reason": FEW_MEANS})
    first, second = FEW_MEANS.split("\n")
    follow(page, live_url, code, CONTACT)
    reads(page, "Doanh nghiệp không được lựa chọn", first, second)
    expect(page.get_by_role("link", name="Rút đăng ký")).to_have_count(0)
    assert first in letter(CONTACT, r"(?s).+")
    in_the_list(page_of(people.specialist), live_url, "refused", "Không được lựa chọn", first, second)


def test_an_enterprise_withdraws_before_its_head_has_approved(enterprise, people, page, page_of, live_url):
    code = tracking_code(CONTACT)
    enterprise.drafted()
    come_in(page, live_url, CONTACT)
    page.goto(f"{live_url}/cases/{enterprise.case_id}")
    press(page, page.get_by_role("link", name="Rút khỏi chương trình"))
    reads(page, "Phê duyệt chương trình: thủ trưởng cơ quan")
    press(page, page.get_by_role("button", name="Rút khỏi chương trình"), refused="lý do")
    fill(page, {"reason": SOLD})
    press(page, page.get_by_role("button", name="Rút khỏi chương trình"))
    expect(page.get_by_role("link", name="Rút khỏi chương trình")).to_have_count(0)
    reads(page, "Doanh nghiệp đã rút", SOLD, "Không cần làm “Phê duyệt chương trình” nữa")

    follow(page, live_url, code, CONTACT)
    reads(page, "Bạn đã rút đăng ký")
    come_in(page, live_url, APPLICATION["head_email"])
    page.goto(f"{live_url}/tasks")
    expect(page.locator("main a[data-row-link]")).to_have_count(0)
    in_the_list(page_of(people.specialist), live_url, "withdrawn", "Đã rút", SOLD)
