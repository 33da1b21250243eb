"""A laboratory, told in a browser: it asks, is surveyed and supported, corrects what was found, and is accredited."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from app.extensions import db
from app.organisation.models import Agency
from app.organisation.roles import Role
from app.support.models import LaboratorySupport
from tests.laboratories import typed
from tests.laboratories.files import deploy
from tests.laboratories.typed import Entries
from tests.support import units
from tests.support.browser import fill, flaws, press, send
from tests.support.newcomers import come_in, follow, letter, seated, tracking_code
from tests.support.people import Person

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.database]

CONTACT, HEAD = typed.APPLICANT["contact_email"], typed.APPLICANT["head_email"]
CHAPTERS = ("Tính khách quan", "Yêu cầu về cơ cấu", "Nguồn lực: yêu cầu chung", "Xem xét yêu cầu", "Các lựa chọn")


@pytest.fixture
def ready(app, database, people) -> None:
    """The processes are deployed; the commune's focal point speaks for the finance department."""
    with units.writing():
        db.session.get_one(Agency, people.other_agency.id).code = "STC"
        deploy()


@pytest.fixture
def do(at) -> Callable[..., Page]:
    """Let a person do the task that waits at an element."""

    def do(person: Person, element: str, entries: Entries, *, refused: str = "") -> Page:
        page = at(person, element)
        send(page, entries, refused=refused)
        return page

    return do


def apply(page: Page, live_url: str) -> str:
    """Ask on the public form, at first with a word for a number, and confirm by mail; return the tracking code."""
    page.goto(f"{live_url}/apply")
    press(page, page.locator("section", has_text="phòng thí nghiệm theo ISO/IEC 17025").get_by_role("link"))
    fill(page, {**typed.REQUEST, **typed.APPLICANT})
    press(page, page.get_by_role("button", name="Gửi và xác nhận qua thư"), refused="bốn")
    expect(page.get_by_label("Phép thử, phép hiệu chuẩn")).to_have_value("Hiệu chuẩn cân đến 30 kg")
    assert flaws(page) == []
    fill(page, {"staff": "1"})
    press(page, page.get_by_role("button", name="Gửi và xác nhận qua thư"))
    expect(page.locator("main")).to_contain_text(CONTACT)
    page.goto(live_url + letter(CONTACT, r"/apply/confirm/\S+"))
    press(page, page.get_by_role("button", name="Xác nhận và gửi"))
    code = tracking_code(CONTACT)
    expect(page.locator(".code")).to_have_text(code)
    return code


def look_up(page: Page, live_url: str, code: str, *told: str) -> None:
    """Follow the request by its code, and read what is told."""
    follow(page, live_url, code, CONTACT)
    for words in told:
        expect(page.locator("main")).to_contain_text(words)
    assert flaws(page) == []


def taken_in(page: Page, live_url: str) -> tuple[int, Person, Person]:
    """Let contact and head come in by their invitations; return the laboratory's case and both of them."""
    for address in (CONTACT, HEAD):
        come_in(page, live_url, address)
    with units.reading():
        case = db.session.query(LaboratorySupport).one().case
        case_id, agency_id = case.id, case.agency_id
    return case_id, seated(agency_id, Role.focal_point), seated(agency_id, Role.agency_head)


def assess_all(page: Page) -> None:
    """Go through the chapters of the gap analysis and find every clause met."""
    expect(page.get_by_role("heading", name="Phân tích khoảng cách", exact=True)).to_be_visible()
    assert flaws(page) == []
    for first in CHAPTERS:
        expect(page.get_by_text(first).first).to_be_visible()
        for state in page.locator("select[name$='.state']").all():
            state.select_option("met")
        press(page, page.locator("button[name=_next], button[name=_save]").last)
        expect(page.get_by_text("điều khoản thay đổi")).to_be_visible()


def test_a_laboratory_travels_from_the_public_form_to_its_certificate(ready, people, at, do, page, page_of, live_url):
    code = apply(page, live_url)
    look_up(page, live_url, code, "Sở đang xem đề nghị của bạn")
    page = at(people.specialist, "check_request")
    expect(page.get_by_text("Dưới 2 người làm kỹ thuật").first).to_be_visible()
    send(page, {"support_decision": "return", "return_reason": "Ghi đủ số người"})
    look_up(page, live_url, code, "Đề nghị cần bổ sung", "Ghi đủ số người")
    case_id, contact, head = taken_in(page, live_url)
    page = at(contact, "complete_request")
    expect(page.get_by_text("Ghi đủ số người").first).to_be_visible()
    send(page, {"staff": "4"})
    do(people.specialist, "check_request", {"support_decision": "accept"})
    look_up(page, live_url, code, "Phòng thí nghiệm của bạn được hỗ trợ")

    page = do(people.specialist, "survey", typed.SURVEY, refused="Còn điều khoản chưa được đánh giá")
    expect(page.get_by_label("Kết luận khảo sát")).to_have_value("Thiếu hồ sơ")
    press(page, page.get_by_role("link", name="Mở bảng khoảng cách", exact=True).first)
    assess_all(page)
    do(people.specialist, "survey", typed.SURVEY)

    do(people.specialist, "draft_agreement", typed.AGREEMENT)
    do(people.outsider, "budget_opinion", {"budget_decision": "return", "return_reason": "Giảm còn 150"})
    page = at(people.specialist, "draft_agreement")
    expect(page.get_by_text("Giảm còn 150").first).to_be_visible()
    send(page, {"support_amount": "150"})
    do(people.outsider, "budget_opinion", {"budget_decision": "agree"})
    do(head, "laboratory_agrees", {"agreement_decision": "agree"})
    do(people.leader, "sign_document", {"sign_decision": "approve"})

    for element, entries in typed.PREPARED:
        do(contact, element, entries)
    do(head, "management_review", typed.REVIEW)
    do(people.specialist, "check_system", typed.IMPROVE)
    page = at(contact, "improve_system")
    expect(page.get_by_text("Bổ sung hồ sơ người làm").first).to_be_visible()
    send(page, {"improvement_done": "Đã bổ sung"})
    do(people.specialist, "check_system", typed.IN_PLACE)

    do(contact, "apply", typed.APPLICATION)
    page = do(contact, "on_site_assessment", typed.NONCONFORMING, refused="không phải một trong 29 điều khoản")
    send(page, {"nonconformities[0].clause": "7.6"})
    do(contact, "correct", typed.CORRECTED)
    do(people.specialist, "check_corrections", typed.NOT_CORRECTED)
    page = at(contact, "correct")
    expect(page.get_by_text("Thiếu bảng tính").first).to_be_visible()
    send(page, typed.CORRECTED)
    do(people.specialist, "check_corrections", {"corrections_decision": "accept"})
    do(people.specialist, "record_decision", typed.CERTIFICATE)

    page = page_of(contact)
    page.goto(f"{live_url}/cases/{case_id}")
    expect(page.get_by_text("VILAS 9999").first).to_be_visible()
    assert flaws(page) == []
    page = page_of(people.coordinator)
    page.goto(f"{live_url}/support?outcome=accredited")
    expect(page.get_by_role("link", name="Phòng Hiệu chuẩn Khối lượng")).to_be_visible()


def test_a_laboratory_with_an_account_asks_inside_the_system(ready, people, page_of, live_url):
    page = page_of(people.focal_point)
    page.goto(f"{live_url}/support")
    press(page, page.get_by_role("link", name="Nhập đề nghị"))
    fill(page, typed.REQUEST)
    press(page, page.get_by_role("button", name="Gửi đề nghị"), refused="bốn")
    expect(page.get_by_label("Phép thử, phép hiệu chuẩn")).to_have_value("Hiệu chuẩn cân đến 30 kg")
    assert flaws(page) == []
    fill(page, {"staff": "4"})
    press(page, page.get_by_role("button", name="Gửi đề nghị"))
    expect(page.get_by_role("heading", name="Bốn kết quả, theo dõi riêng")).to_be_visible()
    assert flaws(page) == []
