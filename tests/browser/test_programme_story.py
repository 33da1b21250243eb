"""The whole story of one enterprise, told in a browser: from its application to the class the Ministry publishes."""

import re

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import update

from app.cases import timers
from app.clock import utc_now
from app.extensions import db
from app.organisation.models import Seat, User
from app.organisation.roles import SYSTEM, Role
from app.programmes.models import Enrolment
from app.timeline.outbox_models import OutboxMessage
from tests.programmes.enterprises import APPLICATION, CRITERIA, NAME, RATED, REVIEW, deploy_programme
from tests.support import units
from tests.support.browser import flaws
from tests.support.people import PASSWORD, Person

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.database]


@pytest.fixture
def at_work(app, database, people, page, page_of, live_url, writing):
    """Return a function that signs a person in and opens their task of that name from their inbox."""
    with writing():
        deploy_programme()

    def open_task(person: Person, task: str) -> Page:
        page_of(person)
        page.goto(f"{live_url}/tasks?box=agency")
        page.locator("main a[data-row-link]", has_text=task).first.click()
        expect(page.get_by_role("heading", name=task, level=1)).to_be_visible()
        return page

    return open_task


def finish(page: Page) -> None:
    """Send the form: straight away where it is short, else by way of the page that shows what will be sent."""
    if page.locator("button[name=_check]").count():
        page.locator("button[name=_check]").click()
        page.locator("form[action$='/complete'] button[type=submit]").click()
    else:
        page.locator("button[name=_send]").click()
    expect(page.get_by_role("heading", name="Việc của tôi", level=1)).to_be_visible()


def refused(page: Page, sentence: str) -> None:
    """Send the form, and expect to be told what is wrong."""
    page.locator("button[name=_check], button[name=_send]:visible").first.click()
    expect(page.get_by_text(sentence).first).to_be_visible()


def decide(page: Page, choice: str) -> None:
    """Choose what is to become of the case."""
    page.get_by_role("radio", name=choice, exact=True).check()


def choose(page: Page, answers) -> None:
    """Answer the criteria."""
    for field, answer in answers.items():
        control = page.locator(f"[name={field}]")
        if control.evaluate("node => node.tagName") == "SELECT":
            control.select_option(answer)
        else:
            control.fill(answer)


def letter(address: str, found: str) -> str:
    """Return what the newest letter to the address says at the place that matches."""
    with units.reading():
        sent = db.session.query(OutboxMessage).filter_by(address=address).order_by(OutboxMessage.id.desc())
        return next(match[0] for one in sent if (match := re.search(found, one.text)))


def seated(role: Role) -> Person:
    """Return whoever sits on the enterprise's seat."""
    with units.reading():
        enrolment = db.session.query(Enrolment).one()
        seat = db.session.query(Seat).filter_by(agency_id=enrolment.agency_id, role=role).one()
        user = db.session.get_one(User, seat.holder_id)
        return Person(user.id, user.name, user.email, SYSTEM, enrolment.agency_id)


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
    page.locator("button[name=_send]").click()
    expect(page.locator("[name=tax_code]")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("[name=enterprise_name]")).to_have_value(NAME)
    page.locator("[name=tax_code]").fill(APPLICATION["tax_code"])
    page.locator("button[name=_send]").click()
    expect(page.get_by_text(APPLICATION["contact_email"])).to_be_visible()
    page.goto(live_url + letter(APPLICATION["contact_email"], r"/apply/confirm/\S+"))
    page.locator("main form button").click()
    return letter(APPLICATION["contact_email"], r"\b\w{4}-\w{4}-\w{2}\b")


def complete(page: Page, live_url: str, code: str) -> None:
    """Follow the application by its code, read why it came back, and complete it."""
    page.goto(f"{live_url}/apply/track")
    page.locator("[name=code]").fill(code)
    page.locator("[name=email]").fill(APPLICATION["contact_email"])
    page.locator("main form button").click()
    expect(page.get_by_text("Ghi ngày kiểm định gần nhất.")).to_be_visible()
    page.get_by_role("link", name="Bổ sung ngay").click()
    page.locator("[name=instruments]").fill("12 cân bàn, kiểm định ngày 03/3/2026.")
    page.locator("main form button.btn-primary").click()
    expect(page.get_by_text("Sở đang kiểm tra đăng ký của bạn")).to_be_visible()


def test_an_enterprise_goes_from_its_application_to_its_class(at_work, people, page, live_url, clock, context):
    code = apply(page, live_url)

    at_work(people.specialist, "Kiểm tra đăng ký")
    decide(page, "Đề nghị doanh nghiệp bổ sung")
    page.get_by_label("Cần bổ sung gì").fill("Ghi ngày kiểm định gần nhất.")
    finish(page)
    complete(page, live_url, code)

    at_work(people.specialist, "Kiểm tra đăng ký")
    decide(page, "Đủ, đưa vào đánh giá")
    finish(page)
    at_work(people.specialist, "Đánh giá theo tiêu chí")
    choose(page, CRITERIA)
    finish(page)
    at_work(people.leader, "Quyết định lựa chọn")
    expect(page.get_by_text("72/100").first).to_be_visible()
    decide(page, "Hỗ trợ")
    finish(page)

    for address in (APPLICATION["contact_email"], APPLICATION["head_email"]):
        context.clear_cookies()
        page.goto(live_url + letter(address, r"(?<=localhost)/(?!apply)\S+"))
        page.locator("[name=password]").fill(PASSWORD)
        page.get_by_role("button", name="Đặt mật khẩu và đăng nhập").click()
        page.wait_for_url(lambda url: url.endswith(("/tasks", "/cases")))

    at_work(people.specialist, "Tập huấn doanh nghiệp")
    for name, value in {"given_on": "19/11/2026", "content": "Tập huấn chín nhóm", "people": "12"}.items():
        page.locator(f"[name='sessions[0].{name}']").fill(value)
    finish(page)

    at_work(seated(Role.focal_point), "Phân tích thực trạng theo chín nhóm")
    for row in range(9):
        for field in ("current_state", "evidence", "gap", "proposal"):
            page.locator(f"[name='situation[{row}].{field}']").fill(
                "Như biên bản" if (row, field) != (3, "gap") else ""
            )
    refused(page, "Nhập khoảng cách hoặc rủi ro; không có thì ghi “không”.")
    expect(page.locator("[name='situation[8].proposal']")).to_have_value("Như biên bản")
    page.locator("[name='situation[3].gap']").fill("Chưa có chuẩn")
    finish(page)
    at_work(people.specialist, "Xem lại phân tích thực trạng")
    decide(page, "Đủ chín nhóm")
    finish(page)

    at_work(seated(Role.focal_point), "Dự thảo chương trình")
    expect(page.locator("[name=programme_name]")).to_have_value(re.compile(NAME))
    page.locator("[name=period_from]").fill("20/11/2026")
    page.locator("[name=period_to]").fill("19/5/2027")
    page.locator("[name=objectives]").fill("Lượng thiếu không quá 1 %.")
    page.locator("[name='measures[0].content']").fill("Hiệu chuẩn 12 cân")
    page.locator("button[name=_check]").click()
    page.locator("form[action$='/complete'] button[type=submit]").click()
    expect(page.get_by_text("Chương trình có thời hạn ít nhất một năm.").first).to_be_visible()
    expect(page.locator("[name=objectives]")).to_have_value("Lượng thiếu không quá 1 %.")
    page.locator("[name=period_to]").fill("19/11/2028")
    finish(page)
    at_work(people.specialist, "Góp ý dự thảo")
    page.get_by_label("Ý kiến góp ý").fill("Thống nhất với dự thảo")
    finish(page)
    at_work(seated(Role.agency_head), "Phê duyệt chương trình")
    decide(page, "Phê duyệt chương trình")
    page.get_by_label("Số quyết định phê duyệt của doanh nghiệp").fill("12/QĐ-HM")
    page.get_by_label("Ngày phê duyệt").fill("20/11/2026")
    finish(page)

    clock.pass_time(days=367)
    with units.reading():
        case_id = db.session.query(Enrolment).one().case_id
    with units.writing():
        db.session.execute(update(User).values(last_signed_in_at=utc_now()))  # everybody was here in between
        timers.fire(case_id, utc_now())
    at_work(seated(Role.focal_point), "Lập báo cáo rà soát năm")
    choose(page, REVIEW)
    finish(page)
    at_work(people.specialist, "Xem báo cáo, chọn bước tiếp theo")
    decide(page, "Nhận báo cáo, đề nghị xếp loại")
    finish(page)
    at_work(people.specialist, "Chấm kết quả thực hiện")
    choose(page, RATED)
    finish(page)
    at_work(people.leader, "Xem xét, ký văn bản")
    decide(page, "Ký")
    finish(page)
    at_work(people.committee_office, "Ghi quyết định của Ủy ban")
    page.locator("[name=committee_decision][value=approve]").check()
    finish(page)
    at_work(people.specialist, "Gửi đi, ghi số và ngày")
    sent = {"document_number": "45/TTr-SKHCN", "issued_on": "22/11/2027", "signer": "Vũ Đức Long"}
    choose(page, {**sent, "signer_post": "Giám đốc"})
    page.get_by_role("checkbox", name="Chưa có bản điện tử, sẽ bổ sung sau").check()
    finish(page)
    clock.pass_time(days=30)
    at_work(people.specialist, "Ghi công bố của Bộ")
    decide(page, "Đã công bố")
    published = {"published_class": "Tiêu biểu xuất sắc", "publication": "900/QĐ-BKHCN", "published_on": "20/12/2027"}
    choose(page, published)
    finish(page)

    for path in (f"cases/{case_id}", "enterprises/figures", "enterprises"):
        page.goto(f"{live_url}/{path}")
        assert flaws(page) == []
    expect(page.get_by_role("row", name=re.compile(NAME))).to_contain_text("Tiêu biểu xuất sắc")
