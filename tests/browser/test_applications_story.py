"""Somebody without an account applies, follows, completes and withdraws, on a desk and on a phone."""

import pytest
from playwright.sync_api import expect

from app.applications import kinds
from app.cases.completing import complete_task
from tests.applications.laboratory import KEY, TYPED, code_in, letters, link_in, open_for_applications, open_task
from tests.support import units
from tests.support.browser import fill, flaws, press
from tests.support.clock import NOW

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.database]


@pytest.fixture
def offered(app, database, people, writing):
    """The laboratory's application can be made."""
    with writing():
        open_for_applications()
    yield
    kinds._kinds.pop(KEY, None)


def test_applying_without_an_account(offered, page, live_url, people, complaints):
    page.goto(f"{live_url}/apply")
    press(page, page.locator("section", has_text="Đề nghị hỗ trợ phòng thử nghiệm").get_by_role("link"))
    fill(page, {**TYPED, "tax_code": "29"})
    first = "Mã số thuế: viết theo dạng 2900123456. Bạn đã nhập “29”."
    press(page, page.get_by_role("button", name="Gửi và xác nhận qua thư"), refused=first)
    assert page.locator(".errsum a").all_inner_texts() == [
        first,
        "Đọc thông báo về dữ liệu cá nhân rồi đánh dấu đồng ý. Không có đồng ý thì Sở không được lưu.",
    ]
    assert page.locator("[name=tax_code]").input_value() == "29"
    assert flaws(page) == []
    fill(page, {"tax_code": TYPED["tax_code"]})
    page.get_by_label("Tôi đã đọc thông báo và đồng ý").check()
    press(page, page.get_by_role("button", name="Gửi và xác nhận qua thư"))
    expect(page.locator("main")).to_contain_text("loan@songlam.example")

    page.goto(live_url + link_in(letters()[0]))
    assert flaws(page) == []
    press(page, page.get_by_role("button", name="Xác nhận và gửi"))
    code = code_in(letters()[-1])
    expect(page.locator(".code")).to_have_text(code)

    with units.writing():
        returned = {"check": "return", "return_reason": "Thiếu danh mục thiết bị."}
        complete_task(open_task(1, "look").id, returned, actor=people.specialist.actor, now=NOW)
    page.goto(f"{live_url}/apply/track")
    assert flaws(page) == []
    fill(page, {"code": code, "email": "ai@songlam.example"})
    press(page, page.get_by_role("button", name="Xem hồ sơ"), refused="Không tìm thấy hồ sơ nào")
    fill(page, {"email": TYPED["contact_email"]})
    press(page, page.get_by_role("button", name="Xem hồ sơ"))
    expect(page.locator("main")).to_contain_text("Thiếu danh mục thiết bị.")
    assert flaws(page) == []
    press(page, page.get_by_role("link", name="Bổ sung ngay"))
    fill(page, {"need": "Bổ sung danh mục thiết bị"})
    press(page, page.get_by_role("button", name="Gửi nội dung bổ sung"))
    expect(page.locator("main")).to_contain_text("Sở đang xem")

    press(page, page.get_by_role("link", name="Rút đăng ký"))
    page.get_by_label("Xóa luôn dữ liệu cá nhân của tôi").check()
    assert flaws(page) == []
    press(page, page.get_by_role("button", name="Rút đăng ký"))
    expect(page.locator("main")).to_contain_text("Đã rút đăng ký và xóa dữ liệu cá nhân")
    assert [one for one in complaints if "422" not in one] == []
