"""An obstacle, told in a browser: reported, asked about, escalated, and ended by an amended plan."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.amendments.plans import make_plan
from tests.obstacles.obstacles import deploy
from tests.support import processes, units
from tests.support.browser import flaws, press, send

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.database]


@pytest.fixture
def begun(app, database, people):
    """A request of Sở Công Thương that something is in the way of, and a plan in force."""
    with units.writing():
        deploy("plan_amendment")
        processes.deploy_approval()
        make_plan(people)
        return processes.start("approval", people.agency)


def choose(page: Page, option: str, **texts: str) -> None:
    """Choose what is to become of the case, fill in what that asks for, and send it."""
    page.get_by_role("radio", name=option).check()
    for label, text in texts.items():
        page.get_by_label(label.replace("_", " ")).fill(text)
    send(page)


def record(page: Page, title: str, number: str) -> None:
    """Record what the records office gave a document."""
    page.get_by_label("Trích yếu").fill(title)
    page.get_by_label("Số, ký hiệu").fill(number)
    page.get_by_label("Ngày ban hành").fill("19/11/2026")
    page.get_by_label("Người ký", exact=True).fill("Vũ Đức Long")
    page.get_by_label("Chức vụ người ký").fill("Giám đốc Sở")
    page.get_by_label("Chưa có bản điện tử").check()
    send(page)


def test_an_obstacle_ends_with_an_amended_plan(begun, people, at, page_of, live_url):
    page = page_of(people.focal_point)
    page.goto(f"{live_url}/tasks/{begun.task_id}")
    press(page, page.get_by_role("link", name="Báo vướng mắc"))
    page.get_by_label("Vướng ở điều gì?").fill("Thiếu chuẩn kiểm định cột đo xăng dầu")
    page.get_by_label("Vướng từ ngày nào?").fill("31/11/2026")
    press(page, page.get_by_role("button", name="Gửi Sở"), refused="Ngày này không có trong lịch")
    expect(page.get_by_label("Vướng ở điều gì?")).to_have_value("Thiếu chuẩn kiểm định cột đo xăng dầu")
    assert flaws(page) == []
    page.get_by_label("Vướng từ ngày nào?").fill("09/11/2026")
    page.get_by_label("Vì sao?").fill("Chuẩn đang gửi hiệu chuẩn")
    page.get_by_label("Kiến nghị thế nào?").fill("Lùi thời hạn kiểm tra")
    press(page, page.get_by_role("button", name="Gửi Sở"))
    expect(page.get_by_text("Đã báo vướng mắc #1")).to_be_visible()
    page.goto(f"{live_url}/tasks")
    expect(page.get_by_role("link", name="Vướng mắc #1")).to_be_visible()
    assert flaws(page) == []

    page = page_of(people.coordinator)
    page.goto(f"{live_url}/obstacles")
    expect(page.get_by_role("link", name="Thiếu chuẩn kiểm định cột đo xăng dầu")).to_be_visible()
    assert flaws(page) == []
    choose(at(people.coordinator, "triage"), "Đề nghị nêu rõ thêm", Cần_nêu_rõ_điều_gì="Ghi rõ loại chuẩn.")
    page = at(people.focal_point, "clarify")
    expect(page.get_by_text("Ghi rõ loại chuẩn.").first).to_be_visible()
    expect(page.get_by_label("Nguyên nhân")).to_have_value("Chuẩn đang gửi hiệu chuẩn")
    page.get_by_label("Vướng ở điều gì").fill("Thiếu bình chuẩn 20 lít")
    send(page)
    choose(at(people.coordinator, "triage"), "Trình Ủy ban nhân dân tỉnh")

    page = at(people.specialist, "draft_submission")
    page.get_by_label("Nội dung trình").fill("Đề nghị lùi thời hạn kiểm tra cột đo.")
    send(page)
    choose(at(people.leader, "sign_document"), "Trả lại để sửa", Lý_do_trả_lại="Nêu phương án.")
    page = at(people.specialist, "draft_submission")
    expect(page.get_by_text("Nêu phương án.").first).to_be_visible()
    page.get_by_label("Nội dung trình").fill("Đề nghị lùi thời hạn; mượn chuẩn tỉnh bạn.")
    send(page)
    choose(at(people.leader, "sign_document"), "Ký")
    record(at(people.specialist, "record_issue"), "Tờ trình về việc tháo gỡ vướng mắc", "45/TTr-SKHCN")
    choose(at(people.committee_office, "decide_submission"), "Phê duyệt")
    page = at(people.specialist, "carry_out")
    page.get_by_role("radio", name="Điều chỉnh kế hoạch").check()
    page.get_by_label("Kế hoạch cần điều chỉnh").select_option(label="Kế hoạch số 12/KH-UBND")
    page.get_by_label("Lý do điều chỉnh").fill("Thiếu chuẩn nên lùi thời hạn.")
    send(page)

    amend(at, people)
    page = at(people.focal_point, "confirm_solution")
    choose(page, "Đã tháo gỡ")
    page.goto(f"{live_url}/tasks")
    expect(page.get_by_role("link", name="Vướng mắc #1")).to_have_count(0)
    page.goto(f"{live_url}/plans/2/changes")
    expect(page.locator("ins").first).to_contain_text("IV")
    assert flaws(page) == []


def amend(at, people) -> None:
    """Propose the change, have it signed and approved, and record the decision."""
    page = at(people.coordinator, "propose")
    press(page, page.get_by_role("link", name="Sửa nội dung điều chỉnh"))
    assert flaws(page) == []
    press(page, page.get_by_role("link", name=re.compile("Sửa.*Tập huấn pháp luật")))
    page.get_by_label("Cơ quan chủ trì").fill("Sở Không Có Thật")
    page.get_by_label("Thời gian").fill("Quý IV năm 2027")
    page.get_by_label("Vì sao điều chỉnh dòng này?").fill("Chờ chuẩn.")
    change = page.get_by_role("button", name="Đề nghị thay đổi này")
    press(page, change, refused="Ghi cơ quan chủ trì đúng tên trong danh bạ")
    expect(page.get_by_label("Thời gian")).to_have_value("Quý IV năm 2027")
    page.get_by_label("Cơ quan chủ trì").fill("Sở Công Thương")
    press(page, change)
    expect(page.get_by_text("Thời gian được hiểu là hạn 31/12/2027.")).to_be_visible()
    choose(at(people.coordinator, "propose"), "Trình lãnh đạo Sở")
    page = at(people.leader, "sign_document")
    expect(page.get_by_text("Tập huấn pháp luật về đo lường").first).to_be_visible()
    choose(page, "Ký")
    record(at(people.specialist, "record_issue"), "Tờ trình điều chỉnh kế hoạch", "46/TTr-SKHCN")
    choose(at(people.committee_office, "decide_submission"), "Phê duyệt")
    record(at(people.specialist, "record_issue"), "Quyết định điều chỉnh kế hoạch", "310/QĐ-UBND")
    page = at(people.coordinator, "review_dropped")
    page.get_by_label("Đã xem phiên bản mới").check()
    send(page)
