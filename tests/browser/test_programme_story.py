"""The whole story of one enterprise, told in a browser: from its application to the class the Ministry publishes."""

import re

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import update

from app.cases import timers
from app.clock import utc_now
from app.extensions import db
from app.organisation.models import User
from app.organisation.roles import Role
from app.programmes.models import Enrolment
from tests.programmes.enterprises import APPLICATION, CRITERIA, NAME, RATED, REVIEW, deploy_programme
from tests.support import units
from tests.support.browser import fill, flaws, press, send
from tests.support.newcomers import come_in, follow, letter, seated, tracking_code
from tests.support.people import Person

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.database]


@pytest.fixture
def at_work(app, database, people, page, page_of, live_url, writing):
    """Return a function that signs a person in and opens their task of that name from their inbox."""
    with writing():
        deploy_programme()

    def open_task(person: Person, task: str) -> Page:
        page_of(person)
        page.goto(f"{live_url}/tasks?box=agency")
        press(page, page.locator("main a[data-row-link]", has_text=task).first)
        expect(page.get_by_role("heading", name=task, level=1)).to_be_visible()
        return page

    return open_task


def decide(page: Page, choice: str) -> None:
    """Choose what is to become of the case."""
    page.get_by_role("radio", name=choice, exact=True).check()


def apply(page: Page, live_url: str) -> str:
    """Apply on the public page, with a tax code a digit short at first; return the tracking code."""
    page.goto(f"{live_url}/apply/chuong-trinh-do-luong")
    for field, value in APPLICATION.items():
        if field not in ("sector", "wish"):
            page.locator(f"[name={field}]").fill(value)
    page.locator("[name=tax_code]").fill("290012345")
    page.locator("[name=sector]").select_option("food")
    page.get_by_role("radio", name=re.compile("^Hỗ trợ")).check()
    page.get_by_role("checkbox", name=re.compile("đồng ý")).check()
    press(page, page.locator("button[name=_send]"), refused="Mã số thuế")
    expect(page.locator("[name=tax_code]")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("[name=enterprise_name]")).to_have_value(NAME)
    page.locator("[name=tax_code]").fill(APPLICATION["tax_code"])
    press(page, page.locator("button[name=_send]"))
    expect(page.get_by_text(APPLICATION["contact_email"])).to_be_visible()
    page.goto(live_url + letter(APPLICATION["contact_email"], r"/apply/confirm/\S+"))
    press(page, page.locator("main form button"))
    return tracking_code(APPLICATION["contact_email"])


def complete(page: Page, live_url: str, code: str) -> None:
    """Follow the application by its code, read why it came back, and complete it."""
    follow(page, live_url, code, APPLICATION["contact_email"])
    expect(page.get_by_text("Ghi ngày kiểm định gần nhất.")).to_be_visible()
    press(page, page.get_by_role("link", name="Bổ sung ngay"))
    page.locator("[name=instruments]").fill("12 cân bàn, kiểm định ngày 03/3/2026.")
    press(page, page.locator("main form button.btn-primary"))
    expect(page.get_by_text("Sở đang kiểm tra đăng ký của bạn")).to_be_visible()


def test_an_enterprise_goes_from_its_application_to_its_class(at_work, people, page, live_url, clock):
    code = apply(page, live_url)

    at_work(people.specialist, "Kiểm tra đăng ký")
    decide(page, "Đề nghị doanh nghiệp bổ sung")
    page.get_by_label("Cần bổ sung gì").fill("Ghi ngày kiểm định gần nhất.")
    send(page)
    complete(page, live_url, code)

    at_work(people.specialist, "Kiểm tra đăng ký")
    decide(page, "Đủ, đưa vào đánh giá")
    send(page)
    at_work(people.specialist, "Đánh giá theo tiêu chí")
    send(page, CRITERIA)
    at_work(people.leader, "Quyết định lựa chọn")
    expect(page.get_by_text("72/100").first).to_be_visible()
    decide(page, "Hỗ trợ")
    send(page)

    for address in (APPLICATION["contact_email"], APPLICATION["head_email"]):
        come_in(page, live_url, address)
    with units.reading():
        agency_id = db.session.query(Enrolment).one().agency_id
    contact, head = seated(agency_id, Role.focal_point), seated(agency_id, Role.agency_head)

    at_work(people.specialist, "Tập huấn doanh nghiệp")
    given = {"given_on": "19/11/2026", "content": "Tập huấn chín nhóm", "people": "12"}
    send(page, {f"sessions[0].{name}": value for name, value in given.items()})

    at_work(contact, "Phân tích thực trạng theo chín nhóm")
    for row in range(9):
        for field in ("current_state", "evidence", "gap", "proposal"):
            page.locator(f"[name='situation[{row}].{field}']").fill(
                "Như biên bản" if (row, field) != (3, "gap") else ""
            )
    send(page, refused="Nhập khoảng cách hoặc rủi ro; không có thì ghi “không”.")
    expect(page.locator("[name='situation[8].proposal']")).to_have_value("Như biên bản")
    page.locator("[name='situation[3].gap']").fill("Chưa có chuẩn")
    send(page)
    at_work(people.specialist, "Xem lại phân tích thực trạng")
    decide(page, "Đủ chín nhóm")
    send(page)

    at_work(contact, "Dự thảo chương trình")
    expect(page.locator("[name=programme_name]")).to_have_value(re.compile(NAME))
    page.locator("[name=period_from]").fill("20/11/2026")
    page.locator("[name=period_to]").fill("19/5/2027")
    page.locator("[name=objectives]").fill("Lượng thiếu không quá 1 %.")
    page.locator("[name='measures[0].content']").fill("Hiệu chuẩn 12 cân")
    send(page, refused="Chương trình có thời hạn ít nhất một năm.")
    expect(page.locator("[name=objectives]")).to_have_value("Lượng thiếu không quá 1 %.")
    page.locator("[name=period_to]").fill("19/11/2028")
    send(page)
    at_work(people.specialist, "Góp ý dự thảo")
    page.get_by_label("Ý kiến góp ý").fill("Thống nhất với dự thảo")
    send(page)
    at_work(head, "Phê duyệt chương trình")
    decide(page, "Phê duyệt chương trình")
    page.get_by_label("Số quyết định phê duyệt của doanh nghiệp").fill("12/QĐ-HM")
    page.get_by_label("Ngày phê duyệt").fill("20/11/2026")
    send(page)

    clock.pass_time(days=367)
    with units.reading():
        case_id = db.session.query(Enrolment).one().case_id
    with units.writing():
        db.session.execute(update(User).values(last_signed_in_at=utc_now()))  # everybody was here in between
        timers.fire(case_id, utc_now())
    at_work(contact, "Lập báo cáo rà soát năm")
    send(page, REVIEW)
    at_work(people.specialist, "Xem báo cáo, chọn bước tiếp theo")
    decide(page, "Nhận báo cáo, đề nghị xếp loại")
    send(page)
    at_work(people.specialist, "Chấm kết quả thực hiện")
    send(page, RATED)
    at_work(people.leader, "Xem xét, ký văn bản")
    decide(page, "Ký")
    send(page)
    at_work(people.committee_office, "Ghi quyết định của Ủy ban")
    page.locator("[name=committee_decision][value=approve]").check()
    send(page)
    at_work(people.specialist, "Gửi đi, ghi số và ngày")
    sent = {"document_number": "45/TTr-SKHCN", "issued_on": "22/11/2027", "signer": "Vũ Đức Long"}
    fill(page, {**sent, "signer_post": "Giám đốc"})
    page.get_by_role("checkbox", name="Chưa có bản điện tử, sẽ bổ sung sau").check()
    send(page)
    clock.pass_time(days=30)
    at_work(people.specialist, "Ghi công bố của Bộ")
    decide(page, "Đã công bố")
    published = {"published_class": "Tiêu biểu xuất sắc", "publication": "900/QĐ-BKHCN", "published_on": "20/12/2027"}
    send(page, published)

    for path in (f"cases/{case_id}", "enterprises/figures", "enterprises"):
        page.goto(f"{live_url}/{path}")
        assert flaws(page) == []
    expect(page.get_by_role("row", name=re.compile(NAME))).to_contain_text("Tiêu biểu xuất sắc")
