"""A plan is reviewed by its real roles in a browser: asked, returned, drafted, met about, signed, submitted, issued."""

import re

import pytest
from playwright.sync_api import expect

from tests.reviews.reviewing import deploy, make_plan
from tests.support.browser import flaws, press, send

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.database]


@pytest.fixture
def plan(app, database, people, writing) -> int:
    """A plan in force; the commune's part of it is left aside."""
    with writing():
        deploy()
        return make_plan(people)


def test_a_plan_is_reviewed(at, page_of, live_url, people, plan, complaints):
    page = page_of(people.coordinator)
    page.goto(f"{live_url}/reviews")
    press(page, page.get_by_role("button", name="Mở đợt đánh giá"))
    expect(page.get_by_label("Đánh giá từ năm")).to_have_value("2021")
    period = {"review_kind": "interim", "period_from": "2026", "period_to": "2025", "due_on": "15/12/2026"}
    send(page, period, refused="Năm cuối đứng trước năm đầu.")
    expect(page.get_by_label("Đánh giá từ năm")).to_have_value("2026")
    send(page, {"period_from": "2021"})

    page = at(people.focal_point, "assess", 2)
    row = {"tasks[0].percent": "50", "tasks[0].achieved": "Đã kiểm tra 19 cửa hàng."}
    send(page, {"general": "Cơ bản hoàn thành.", **row}, refused="chưa đạt 100% thì nhập nguyên nhân.")
    send(page, {"tasks[0].cause": "Thiếu thiết bị chuẩn."})
    send(
        at(people.head, "sign_assessment", 2), {"head_decision": "return", "return_reason": "Nêu số cửa hàng còn lại."}
    )
    page = at(people.focal_point, "assess", 2)
    expect(page.locator("main")).to_contain_text("Nêu số cửa hàng còn lại.")
    send(page, {"tasks[0].achieved": "Đã kiểm tra 19/38 cửa hàng."})
    send(at(people.head, "sign_assessment", 2), {"head_decision": "approve"})
    send(at(people.specialist, "check_assessment", 2), {"assessment_decision": "accept"})

    page = page_of(people.specialist)
    for address in ("/reviews", "/reviews/1"):
        page.goto(live_url + address)
        assert flaws(page) == [], address
    page.goto(f"{live_url}/cases/1")
    expect(page.locator("main")).to_contain_text("0 hoàn thành, 1 đang thực hiện, 1 chưa có tự đánh giá")
    send(at(people.specialist, "gather"), {"gathering": "close"})
    send(at(people.specialist, "draft_review"), {"results": "Đạt một nửa.", "shortcomings": "Thiếu thiết bị."})
    meeting = {"meeting_decision": "agree", "held_on": "19/11/2026", "conclusions": "Thông qua."}
    send(at(people.specialist, "hold_meeting"), meeting)
    send(at(people.specialist, "finish_report"), {"report_summary": "Trình báo cáo sơ kết."})
    send(at(people.leader, "sign_document"), {"sign_decision": "approve"})
    page = at(people.committee_office, "decide_submission")
    expect(page.locator("main")).to_contain_text("Trình báo cáo sơ kết.")
    send(page, {"committee_decision": "return", "return_reason": "Bổ sung kiến nghị."})
    page = at(people.specialist, "finish_report")
    expect(page.locator("main")).to_contain_text("Bổ sung kiến nghị.")
    send(page)
    send(at(people.leader, "sign_document"), {"sign_decision": "approve"})
    send(at(people.committee_office, "decide_submission"), {"committee_decision": "approve"})

    page = at(people.specialist, "record_issue")
    expect(page.get_by_label("Trích yếu")).to_have_value(re.compile("^Báo cáo sơ kết giữa kỳ"))
    page.get_by_label("Chưa có bản điện tử").check()
    signed = {"issued_on": "21/11/2026", "signer": "Lâm Văn Thắng", "signer_post": "Phó Chủ tịch"}
    send(page, {"document_number": "512", **signed}, refused="Số, ký hiệu")
    send(page, {"document_number": "512/BC-UBND"}, refused="Ngày này chưa tới.")
    send(page, {"issued_on": "19/11/2026"})
    page.goto(f"{live_url}/cases/1")
    expect(page.locator("main")).to_contain_text("512/BC-UBND")
    assert flaws(page) == []
    press(page, page.get_by_role("link", name="Sửa hoặc bổ sung tệp"))
    assert flaws(page) == []
    assert [one for one in complaints if "422" not in one] == []
