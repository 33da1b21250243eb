"""A real plan comes in, as the coordinator's browser sees it: upload, decide row by row, put in force."""

import re

import pytest
from playwright.sync_api import expect

from app.plans.service import import_document, put_in_force
from tests.plans.documents import NAME, plan_docx, settle_register
from tests.support.browser import flaws, press, settled

pytestmark = pytest.mark.browser

PATHS = (
    "/plans",
    "/plans/new",
    "/plans/1/reading?show=decide",
    "/plans/1/reading?show=sure",
    "/plans/1/reading?show=aside",
    "/plans/1/rows/5",
    "/plans/1/proposals",
    "/plans/1/force",
    "/plans/1/discard",
)


@pytest.fixture
def plan_id(people, writing, now) -> int:
    with writing():
        settle_register(people.department, people.agency)
        return import_document(plan_docx(), NAME, actor=people.coordinator.actor, now=now).id


def test_the_pages_of_an_import_have_no_flaw(page_of, people, plan_id, live_url, complaints):
    page = page_of(people.coordinator)
    for path in PATHS:
        page.goto(live_url + path)
        assert flaws(page) == [], path
    assert complaints == []


def test_the_annex_of_a_plan_in_force_has_no_flaw(page_of, people, plan_id, writing, now, live_url, complaints):
    with writing():
        put_in_force(plan_id, actor=people.coordinator.actor, now=now, leads_as_text=True)
    page = page_of(people.focal_point)
    for path in ("/plans", "/plans/1", "/plans/1/targets"):
        page.goto(live_url + path)
        assert flaws(page) == [], path
    assert complaints == []


def test_a_plan_is_uploaded_decided_and_put_in_force(page_of, people, writing, live_url, complaints):
    with writing():
        settle_register(people.department, people.agency)
    page = page_of(people.coordinator)
    page.goto(f"{live_url}/plans/new")
    page.set_input_files("#file", {"name": NAME, "mimeType": "application/octet-stream", "buffer": plan_docx()})
    page.get_by_label("Tôi xác nhận tệp không chứa bí mật nhà nước").check()
    press(page, page.get_by_role("button", name="Đọc tệp"))
    page.get_by_text("Đủ 9/9 dòng của bảng, không bỏ sót dòng nào.").wait_for()
    expect(page.locator("#left")).to_have_text(re.compile(r"^\s*Còn 4 dòng"))

    districts = page.locator("#row-4")
    districts.get_by_label("Tất cả xã, phường, đặc khu").check()
    districts.get_by_role("button", name="Lưu lựa chọn").click()
    districts.get_by_text("Đã quyết định").wait_for()
    expect(page.locator("#row-4-t")).to_be_focused()
    expect(page.locator("#left")).to_have_text(re.compile(r"^\s*Còn 3 dòng"))

    unknown = page.locator("#row-5")
    lead = unknown.locator("form.decide").first
    lead.get_by_label("Cơ quan khác").check()
    lead.get_by_label("Tên hoặc mã").fill("Không Có Ở Đâu")
    lead.get_by_role("button", name="Lưu lựa chọn").click()
    unknown.get_by_text("Không có cơ quan nào").or_(unknown.locator(".field-error")).first.wait_for()
    expect(lead.get_by_label("Tên hoặc mã")).to_have_value("Không Có Ở Đâu")
    settled(page, "row-5")
    lead.get_by_label("Tên hoặc mã").fill("Trung tâm Kỹ thuật")
    lead.get_by_role("button", name="Lưu lựa chọn").click()
    unknown.locator("dd", has_text="Trung tâm Kỹ thuật").wait_for()

    press(page, page.get_by_role("link", name="Xem trước khi đưa vào thực hiện"))
    press(page, page.get_by_role("button", name="Đưa 6 nhiệm vụ vào thực hiện"))
    page.get_by_role("heading", level=1, name="Kế hoạch Phát triển hoạt động đo lường năm 2026").wait_for()
    assert [line for line in complaints if "422" not in line] == []  # the refused answer is one, and meant to be
