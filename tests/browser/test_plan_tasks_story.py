"""The whole story of one plan task, told in a browser by those who do it: asked about, extended, returned, done."""

import re

import pytest
from playwright.sync_api import expect

from tests.plan_tasks.yearly import deploy_ours, make_plan, make_row
from tests.support.browser import flaws, press, send

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.database]


@pytest.fixture
def plan(app, database, people, writing):
    """A plan in force with one row of Sở Công Thương that the commune coordinates, and one without a date."""
    with writing():
        deploy_ours()
        plan = make_plan()
        make_row(plan, people.agency, coordinating=(people.other_agency,))
        make_row(plan, people.agency, content="Tuyên truyền về đo lường", due_kind="none", first_due=None)
        return plan.id


def test_a_plan_task_travels_from_the_start_of_its_year_to_its_result(plan, page_of, at, people, live_url):
    page = page_of(people.coordinator)
    page.goto(f"{live_url}/plans/{plan}")
    press(page, page.get_by_role("link", name="Mở nhiệm vụ của năm"))
    expect(page.get_by_role("heading", name="1 dòng sẽ mở, 1 hồ sơ")).to_be_visible()
    expect(page.get_by_text("không có hạn: cần quyết định hạn trước")).to_be_visible()
    assert flaws(page) == []
    page.get_by_role("checkbox", name=re.compile("Mở dòng 2.1")).uncheck()
    press(page, page.get_by_role("button", name="Mở các dòng đã chọn"), refused="Chọn ít nhất một dòng.")
    page.get_by_role("checkbox", name=re.compile("Mở dòng 2.1")).check()
    press(page, page.get_by_role("button", name="Mở các dòng đã chọn"))
    expect(page.get_by_text("Chờ tiếp nhận").first).to_be_visible()
    assert flaws(page) == []

    page = at(people.focal_point, "accept_task")
    page.get_by_role("radio", name=re.compile("làm rõ")).check()
    page.get_by_label("Cần làm rõ điều gì").fill("Có gồm cửa hàng ngoài quốc lộ không?")
    send(page)
    page = at(people.specialist, "answer_clarification")
    page.get_by_label("Trả lời, làm rõ").fill("Gồm mọi cửa hàng trên địa bàn tỉnh.")
    send(page)

    page = at(people.focal_point, "accept_task")
    expect(page.get_by_text("Gồm mọi cửa hàng trên địa bàn tỉnh.").first).to_be_visible()
    page.get_by_role("radio", name="Tiếp nhận và cử người phụ trách").check()
    page.get_by_label("Chức vụ, đơn vị").fill("Phó Trưởng phòng")
    page.get_by_label("Điện thoại").fill("không nhớ")
    page.get_by_role("radio", name="Hằng tháng").check()
    send(page, refused="Điện thoại")
    expect(page.get_by_label("Chức vụ, đơn vị")).to_have_value("Phó Trưởng phòng")
    page.get_by_label("Điện thoại").fill("0912 345 678")
    send(page)

    page = at(people.focal_point, "deliver_result")
    press(page, page.get_by_role("link", name="Đề nghị phối hợp"))
    page.get_by_label("Cần cơ quan phối hợp làm gì?").fill("Số cột đo đã kiểm tra trên địa bàn xã.")
    page.get_by_label("Cần trước hết ngày nào?").fill("04/12/2026")
    press(page, page.get_by_role("button", name="Gửi đề nghị"), refused="Chọn ít nhất một cơ quan.")
    assert flaws(page) == []
    page.get_by_role("checkbox", name="Ủy ban nhân dân xã Hòa Bình").check()
    press(page, page.get_by_role("button", name="Gửi đề nghị"))
    expect(page.get_by_text("Đã gửi đề nghị tới 1 cơ quan.")).to_be_visible()
    page = at(people.outsider, "contribute")
    page.get_by_label("Nội dung phối hợp").fill("Đã kiểm tra 6 cột đo.")
    send(page)
    page = at(people.focal_point, "accept_contribution")
    page.get_by_role("radio", name="Đủ, nhận").check()
    send(page)

    page = at(people.focal_point, "deliver_result")
    page.get_by_role("radio", name="Đề nghị gia hạn").check()
    page.get_by_label("Kết quả đạt được").fill("Mới kiểm tra 30 cửa hàng.")
    page.get_by_label("Xin gia hạn đến ngày").fill("20/12/2026")
    page.get_by_label("Lý do xin gia hạn").fill("Bão số 12 làm hoãn đợt kiểm tra.")
    send(page, refused="Chọn một ngày sau hôm nay và sau hạn hiện nay.")
    page.get_by_label("Xin gia hạn đến ngày").fill("29/01/2027")
    send(page)
    page = at(people.coordinator, "decide_extension")
    page.get_by_role("radio", name="Chấp nhận", exact=True).check()
    page.get_by_label("Hạn mới").fill("29/01/2027")
    send(page)

    page = at(people.focal_point, "deliver_result")
    expect(page.get_by_label("Kết quả đạt được")).to_have_value("Mới kiểm tra 30 cửa hàng.")
    page.get_by_role("radio", name="Kết quả của nhiệm vụ").check()
    send(page)
    page = at(people.head, "confirm_result")
    page.get_by_role("radio", name=re.compile("Xác nhận và gửi")).check()
    send(page)
    page = at(people.specialist, "check_result")
    page.get_by_role("radio", name="Chưa đạt, trả lại").check()
    page.get_by_label("Lý do trả lại").fill("Còn thiếu 12 cửa hàng.")
    page.get_by_label("Gửi lại trước hết ngày").fill("05/02/2027")
    send(page)

    page = at(people.focal_point, "deliver_result")
    expect(page.get_by_text("Còn thiếu 12 cửa hàng.").first).to_be_visible()
    page.get_by_role("radio", name="Kết quả của nhiệm vụ").check()
    page.get_by_label("Kết quả đạt được").fill("Đã kiểm tra đủ 42 cửa hàng.")
    send(page)
    page = at(people.head, "confirm_result")
    page.get_by_role("radio", name=re.compile("Xác nhận và gửi")).check()
    send(page)
    page = at(people.specialist, "check_result")
    page.get_by_role("radio", name="Đạt, ghi nhận hoàn thành").check()
    send(page)

    page = page_of(people.coordinator)
    page.goto(f"{live_url}/plans/{plan}")
    press(page, page.get_by_role("link", name="Hoàn thành"))
    expect(page.get_by_role("heading", name="Nhiệm vụ trong kế hoạch")).to_be_visible()
    expect(page.get_by_role("heading", name="Phần của các cơ quan phối hợp")).to_be_visible()
    assert flaws(page) == []
