"""A coordinator restricts a case to named people in a browser; it is gone for the others, and readings are listed."""

import pytest
from playwright.sync_api import expect

from tests.support import processes, units
from tests.support.browser import flaws, press

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.database]


@pytest.fixture
def begun(app, database, people):
    """A case of Sở Công Thương that waits for its focal point."""
    with units.writing():
        processes.deploy_approval()
        return processes.start("approval", people.agency, "Phản ánh của người dân về trạm xăng")


def test_a_case_is_restricted_read_and_opened_again(begun, people, page_of, live_url):
    case = f"{live_url}/cases/{begun.case_id}"
    page = page_of(people.coordinator)
    page.goto(case)
    press(page, page.get_by_role("link", name="Hạn chế người xem"))
    expect(page.get_by_text("Bí mật nhà nước không được đưa vào hệ thống này")).to_be_visible()
    assert flaws(page) == []
    page.get_by_label("Đỗ Anh Tuấn").check()
    press(page, page.get_by_role("button", name="Xem những gì sẽ thay đổi"), refused="vì sao")
    expect(page.get_by_label("Đỗ Anh Tuấn")).to_be_checked()
    page.get_by_label("Vì sao", exact=True).fill("Có tên người phản ánh.")
    press(page, page.get_by_role("button", name="Xem những gì sẽ thay đổi"))
    expect(page.get_by_text("3 người không còn thấy hồ sơ")).to_be_visible()
    assert flaws(page) == []
    press(page, page.get_by_role("button", name="Chỉ để những người này biết"))
    expect(page.get_by_text("Chỉ những người được nêu tên mới biết hồ sơ này.")).to_be_visible()
    assert flaws(page) == []

    page = page_of(people.leader)
    assert page.goto(case).status == 404
    page = page_of(people.specialist)
    page.goto(case)
    expect(page.get_by_text("Chỉ những người được nêu tên mới biết hồ sơ này.")).to_be_visible()

    page = page_of(people.coordinator)
    page.goto(case)
    expect(page.locator("#readings")).to_contain_text("Đỗ Anh Tuấn")
    press(page, page.get_by_role("link", name="Ai được biết hồ sơ"))
    assert flaws(page) == []
    page.get_by_label("Vì sao mở lại").fill("Đã trả lời người dân.")
    press(page, page.get_by_role("button", name="Mở lại cho mọi người"))
    expect(page.get_by_text("Hồ sơ đã mở lại")).to_be_visible()
    page = page_of(people.leader)
    page.goto(case)
    expect(page.get_by_text("Đã trả lời người dân.")).to_be_visible()
