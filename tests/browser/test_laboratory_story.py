"""A laboratory, told in a browser: it asks, is surveyed and supported, corrects what was found, and is accredited."""

from collections.abc import Callable, Mapping

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from app.cases.models import UserTask
from app.extensions import db
from app.organisation.models import Agency
from tests.laboratories.files import BODY, deploy
from tests.support import units
from tests.support.browser import flaws
from tests.support.people import Person

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.database]

REQUEST = {
    "laboratory": "Phòng Hiệu chuẩn Khối lượng",
    "field": "calibration",
    "wanted_scope": "Hiệu chuẩn cân đến 30 kg",
    "address": "Phường Bình An",
    "is_in_province": "true",
    "is_legal_entity": "true",
    "staff": "bốn",
    "equipment": "complete",
}
AGREEMENT = {
    "agreed_support": "Đào tạo, góp ý tài liệu",
    "laboratory_duties": "Cử hai người",
    "support_amount": "180",
    "agreed_until": "31/12/2027",
}
SURVEY = {"surveyed_on": "18/11/2026", "surveyors": "Đỗ Anh Tuấn", "survey_summary": "Thiếu hồ sơ"}
PREPARED: tuple[tuple[str, Mapping[str, str]], ...] = (
    ("training", {"courses[0].course": "Nhận thức", "courses[0].held_on": "10/11/2026"}),
    ("documents", {"documents_made": "Sổ tay, 12 quy trình", "documents_issued_on": "12/11/2026"}),
    ("operate", {"operated_from": "12/11/2026", "operation_note": "Sổ theo dõi"}),
    ("calibrate", {"calibrated": "Bộ quả cân F1"}),
    ("validate_methods", {"validated": "Hiệu chuẩn cân"}),
    ("compare_results", {"provider": "So sánh liên phòng", "proficiency_result": "satisfactory"}),
    ("internal_audit", {"audited_on": "15/11/2026", "audit_findings": "2", "audit_note": "Đã xử lý"}),
)
FINDING = {"clause": "9.9", "severity": "minor", "due_on": "15/12/2026", "finding": "Thiếu thành phần độ trễ"}
CERTIFICATE = {
    "accreditation_decision": "granted",
    "certificate_number": "VILAS 9999",
    "certificate_date": "19/11/2026",
    "valid_until": "18/11/2029",
    "certified_scope": "Cân đến 30 kg",
}


REGISTRATION = {
    "registration_result": "granted",
    "registration_number": "12/GCN-TĐC",
    "registration_date": "19/11/2026",
    "registration_issuer": "Ủy ban Tiêu chuẩn Đo lường Chất lượng Quốc gia",
    "registration_until": "19/11/2031",
    "registration_scope": "Hiệu chuẩn cân đến 30 kg",
}


@pytest.fixture
def ready(app, database, people) -> None:
    """The processes are deployed; the commune's focal point speaks for the finance department."""
    with units.writing():
        db.session.get_one(Agency, people.other_agency.id).code = "STC"
        deploy()


@pytest.fixture
def at(page_of, live_url) -> Callable[[Person, str], Page]:
    """Return a person's page of the open task at an element."""

    def open_it(person: Person, element: str) -> Page:
        with units.reading():
            waiting = select(UserTask.id).where(UserTask.element == element, UserTask.status == "open")
            task_id = db.session.scalars(waiting).one()
        page = page_of(person)
        page.goto(f"{live_url}/tasks/{task_id}")
        return page

    return open_it


def fill(page: Page, entries: Mapping[str, str]) -> None:
    """Fill fields in by their names, whatever they look like."""
    for name, value in entries.items():
        field = page.locator(f"main [name='{name}']:not([type=hidden])")
        kind = field.first.evaluate("one => one.type")
        if kind == "radio":
            page.locator(f"main [name='{name}'][value='{value}']").check()
        elif kind == "checkbox":
            field.check()
        elif kind == "select-one":
            field.select_option(value)
        else:
            field.fill(value)


def send(page: Page, *, refused: str = "") -> None:
    """Send the form, by way of the page that shows what will be sent where there is one."""
    if page.locator("button[name=_check]").count():
        page.locator("button[name=_check]").click()
        page.locator("form[action$='/complete'] button[type=submit]").click()
    else:
        page.locator("button[name=_send]").click()
    if refused:
        expect(page.get_by_role("alert")).to_contain_text(refused)
    else:
        expect(page.get_by_text("Đã gửi “")).to_be_visible()


def test_a_laboratory_travels_from_its_request_to_its_certificate(ready, people, at, page_of, live_url):
    def do(person: Person, element: str, entries: Mapping[str, str], *, refused: str = "") -> Page:
        page = at(person, element)
        fill(page, entries)
        send(page, refused=refused)
        return page

    page = page_of(people.focal_point)
    page.goto(f"{live_url}/support")
    page.get_by_role("link", name="Nhập đề nghị").click()
    fill(page, REQUEST)
    page.get_by_role("button", name="Gửi đề nghị").click()
    expect(page.get_by_role("alert")).to_contain_text("bốn")
    expect(page.get_by_label("Phép thử, phép hiệu chuẩn")).to_have_value("Hiệu chuẩn cân đến 30 kg")
    assert flaws(page) == []
    fill(page, {"staff": "1"})
    page.get_by_role("button", name="Gửi đề nghị").click()
    expect(page.get_by_role("heading", name="Bốn kết quả, theo dõi riêng")).to_be_visible()
    case_url = page.url

    page = at(people.specialist, "check_request")
    expect(page.get_by_text("Dưới 2 người làm kỹ thuật").first).to_be_visible()
    fill(page, {"support_decision": "return", "return_reason": "Ghi đủ số người"})
    send(page)
    page = at(people.focal_point, "complete_request")
    expect(page.get_by_text("Ghi đủ số người").first).to_be_visible()
    fill(page, {"staff": "4"})
    send(page)
    do(people.specialist, "check_request", {"support_decision": "accept"})

    page = do(people.specialist, "survey", SURVEY, refused="Còn điều khoản chưa được đánh giá")
    expect(page.get_by_label("Kết luận khảo sát")).to_have_value("Thiếu hồ sơ")
    page.on("dialog", lambda dialog: dialog.accept())  # what was typed a moment ago is still being saved
    page.get_by_role("link", name="Mở bảng khoảng cách", exact=True).first.click()
    expect(page.get_by_role("heading", name="Phân tích khoảng cách", exact=True)).to_be_visible()
    assert flaws(page) == []
    for first in (
        "Tính khách quan",
        "Yêu cầu về cơ cấu",
        "Nguồn lực: yêu cầu chung",
        "Xem xét yêu cầu",
        "Các lựa chọn",
    ):
        expect(page.get_by_text(first).first).to_be_visible()
        for state in page.locator("select[name$='.state']").all():
            state.select_option("met")
        page.locator("button[name=_next], button[name=_save]").last.click()
        expect(page.get_by_text("điều khoản thay đổi")).to_be_visible()
    do(people.specialist, "survey", SURVEY)

    do(people.specialist, "draft_agreement", AGREEMENT)
    do(people.outsider, "budget_opinion", {"budget_decision": "return", "return_reason": "Giảm còn 150"})
    page = at(people.specialist, "draft_agreement")
    expect(page.get_by_text("Giảm còn 150").first).to_be_visible()
    fill(page, {"support_amount": "150"})
    send(page)
    do(people.outsider, "budget_opinion", {"budget_decision": "agree"})
    do(people.head, "laboratory_agrees", {"agreement_decision": "agree"})
    do(people.leader, "sign_document", {"sign_decision": "approve"})

    for element, entries in PREPARED:
        do(people.focal_point, element, entries)
    do(people.head, "management_review", {"reviewed_on": "16/11/2026", "review_conclusions": "Tiếp tục"})
    do(people.specialist, "check_system", {"system_decision": "confirm", "in_place_on": "16/11/2026"})

    application = {"accreditation_body": BODY, "applied_on": "17/11/2026", "applied_scope": "Cân đến 30 kg"}
    do(people.focal_point, "apply", application)
    page = at(people.focal_point, "on_site_assessment")
    fill(page, {"assessment_result": "nonconforming", "assessed_on": "18/11/2026"})
    fill(page, {f"nonconformities[0].{name}": value for name, value in FINDING.items()})
    send(page, refused="không phải một trong 29 điều khoản")
    fill(page, {"nonconformities[0].clause": "7.6"})
    send(page)
    correction = {"corrections[0].corrected_on": "19/11/2026", "corrections[0].action": "Bổ sung độ trễ"}
    do(people.focal_point, "correct", correction)
    do(people.specialist, "check_corrections", {"corrections_decision": "accept"})
    do(people.specialist, "record_decision", CERTIFICATE)
    do(people.focal_point, "choose_recognition", {"recognition": "registration"})
    do(people.specialist, "record_registration", REGISTRATION)

    page = page_of(people.coordinator)
    page.goto(case_url)
    expect(page.get_by_text("VILAS 9999").first).to_be_visible()
    assert flaws(page) == []
    page.goto(f"{live_url}/support?outcome=accredited")
    expect(page.get_by_role("link", name="Phòng Hiệu chuẩn Khối lượng")).to_be_visible()
