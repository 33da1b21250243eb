"""The year's plan from the first question to the agencies to the plan in force, each step by the one whose it is."""

import re

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from app.drafting.models import Drafting
from app.extensions import db
from app.plan_tasks.models import Assignment
from app.plans.models import Plan
from tests.drafting import drafts
from tests.drafting.drafts import ISSUE, SUBMISSION
from tests.support import steps
from tests.support.browser import flaws, press, send
from tests.support.people import Person

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.database]

DESK = {"width": 1280, "height": 860}


@pytest.fixture
def finance(app, database, people, writing) -> Person:
    """The processes are deployed; the finance department has a focal point."""
    with writing():
        steps.deploy(*drafts.OURS, *drafts.TO_THE_END)
        return drafts.settle_finance()


def choose(page: Page, label: str | re.Pattern[str], reason: str = "", field: str = "") -> None:
    """Take a decision, with its reason."""
    page.get_by_role("radio", name=label, exact=True).check()
    if reason:
        page.get_by_label(field).fill(reason)
    send(page)


def is_sound(page: Page) -> None:
    """Nothing is wrong with the page, on a desk and on a phone."""
    assert flaws(page) == []
    page.set_viewport_size(DESK)


def issue(page: Page, document: dict[str, object]) -> None:
    """Record what was sent out."""
    expect(page.get_by_label("Trích yếu")).not_to_have_value("")
    page.get_by_label("Số, ký hiệu").fill(str(document["document_number"]))
    page.get_by_label("Ngày ban hành").fill("20/11/2026")
    page.get_by_label("Người ký", exact=True).fill(str(document["signer"]))
    page.get_by_label("Chức vụ người ký").fill(str(document["signer_post"]))
    page.locator("#file_follows").check()
    send(page)


def test_a_plan_is_drafted_from_proposals_and_put_in_force(finance, at, page_of, people, live_url, reading, writing):
    page = page_of(people.coordinator)
    page.goto(f"{live_url}/drafting")
    press(page, page.get_by_role("button", name="Mở xây dựng kế hoạch năm tới"))
    expect(page.get_by_label("Cơ quan cho ý kiến về kinh phí")).to_have_value("STC")
    page.get_by_label("Căn cứ").fill("Quyết định số 86/QĐ-UBND ngày 12/3/2026.")
    send(page)
    with reading():
        drafting_id, case_id = db.session.execute(select(Drafting.id, Drafting.case_id)).one()

    page = at(people.focal_point, "write_proposal")
    page.locator("[data-grid-add]").click()
    for field, words in [("content", "Kiểm tra cột đo xăng dầu"), ("result", "40 cửa hàng"), ("time", "Mùa hè")]:
        page.locator(f"[name='rows[0].{field}']").fill(words)
    page.locator("[name='rows[0].funding']").fill("120,5")
    send(page, refused="Không đọc được thời gian này")
    expect(page.locator("[name='rows[0].content']")).to_have_value("Kiểm tra cột đo xăng dầu")
    page.locator("[name='rows[0].time']").fill("Quý III")
    send(page)
    choose(at(people.head, "sign_proposal"), "Trả lại để chỉnh sửa", "Ghi rõ nguồn kinh phí.", "Cần sửa gì")
    page = at(people.focal_point, "write_proposal")
    expect(page.get_by_text("Ghi rõ nguồn kinh phí.").first).to_be_visible()
    page.locator("[name='rows[0].funding_source']").fill("Ngân sách tỉnh")
    send(page)
    choose(at(people.head, "sign_proposal"), "Duyệt và gửi Sở Khoa học và Công nghệ")
    page = at(people.specialist, "take_in")
    page.get_by_role("radio", name="Trả lại để bổ sung").check()
    page.get_by_label("Bổ sung trước hết ngày").fill("18/12/2026")
    choose(page, "Trả lại để bổ sung", "Nêu cơ quan phối hợp.", "Lý do trả lại")
    page = at(people.focal_point, "write_proposal")
    page.locator("[name='rows[0].coordinating']").fill("Công an tỉnh")
    send(page)
    choose(at(people.head, "sign_proposal"), "Duyệt và gửi Sở Khoa học và Công nghệ")
    choose(at(people.specialist, "take_in"), "Nhận các dòng vào dự thảo")

    page = at(finance, "write_proposal")
    page.get_by_label("Cơ quan không có nhiệm vụ đề xuất").check()
    send(page)
    choose(at(finance, "sign_proposal"), "Duyệt và gửi Sở Khoa học và Công nghệ")
    choose(at(people.specialist, "take_in"), "Nhận các dòng vào dự thảo")

    page = page_of(people.coordinator)
    page.goto(f"{live_url}/drafting/{drafting_id}")
    expect(page.get_by_role("heading", name="0 trên 2 cơ quan chưa đề xuất")).to_be_visible()
    is_sound(page)
    choose(at(people.coordinator, "collect_proposals"), re.compile("Kết thúc"))

    page = page_of(people.specialist)
    page.goto(f"{live_url}/drafting/cases/{case_id}/rows")
    page.locator("[name='rows[0].content']").fill("Kiểm tra cột đo xăng dầu tại cửa hàng bán lẻ")
    press(page, page.get_by_role("button", name="Lưu trang này"), refused="Ghi lý do ngắn gọn")
    expect(page.locator("[name='rows[0].content']")).to_have_value("Kiểm tra cột đo xăng dầu tại cửa hàng bán lẻ")
    is_sound(page)
    page.locator("[name='rows[0].reason']").fill("Nêu rõ đối tượng.")
    press(page, page.get_by_role("button", name="Lưu trang này"))
    expect(page.get_by_text("Đã sửa 1 dòng.")).to_be_visible()
    send(at(people.specialist, "consolidate"))

    page = at(finance, "give_budget_opinion")
    page.get_by_role("radio", name=re.compile("Thống nhất")).check()
    page.locator("[name='budget_rows[0].allocated']").fill("100")
    send(page)
    page = at(people.specialist, "choose_agencies")
    page.get_by_label("Cơ quan khác").fill("SCT")
    send(page)
    page = at(people.focal_point, "give_opinion")
    page.get_by_role("radio", name="Có ý kiến góp ý").check()
    page.get_by_label("Nội dung góp ý").fill("Thêm lực lượng quản lý thị trường.")
    send(page)
    choose(at(people.specialist, "follow_opinions"), re.compile("Kết thúc"))
    page = at(people.specialist, "answer_opinions")
    page.get_by_role("radio", name=re.compile("đã được tiếp thu")).check()
    page.locator("[name='opinions[0].response']").select_option("accepted")
    send(page)
    page.goto(f"{live_url}/drafting/cases/{case_id}/opinions")
    expect(page.get_by_text("Thêm lực lượng quản lý thị trường.")).to_be_visible()
    is_sound(page)

    choose(at(people.leader, "sign_document"), "Trả lại để sửa", "Rà lại kinh phí.", "Lý do trả lại")
    page = at(people.specialist, "revise_draft")
    expect(page.get_by_text("Rà lại kinh phí.").first).to_be_visible()
    choose(page, re.compile("Trình ký lại"), "Đã rà lại.", "Đã sửa những gì")
    choose(at(people.leader, "sign_document"), "Ký")
    issue(at(people.specialist, "record_issue"), SUBMISSION)
    choose(at(people.committee_office, "decide_submission"), "Trả lại", "Nêu rõ nguồn vốn.", "Lý do trả lại")
    choose(at(people.specialist, "revise_draft"), re.compile("Trình ký lại"), "Đã nêu.", "Đã sửa những gì")
    choose(at(people.leader, "sign_document"), "Ký")
    issue(at(people.specialist, "record_issue"), SUBMISSION)
    choose(at(people.committee_office, "decide_submission"), "Phê duyệt")
    issue(at(people.specialist, "record_issue"), ISSUE)

    with reading():
        plan = db.session.scalars(select(Plan)).one()
        assert [one.case_id is not None for one in db.session.scalars(select(Assignment))] == [True]
        plan_id = plan.id
    page = page_of(people.focal_point)
    page.goto(f"{live_url}/plans/{plan_id}")
    expect(page.get_by_text("Kiểm tra cột đo xăng dầu tại cửa hàng bán lẻ").first).to_be_visible()
    expect(page.get_by_text("12/KH-UBND").first).to_be_visible()
