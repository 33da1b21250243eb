"""An accredited laboratory, told in a browser: what it is recognised for, its years of upkeep, and their end."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import update

from app.cases import timers
from app.clock import utc_now
from app.extensions import db
from app.organisation.models import User
from app.support.models import OutcomeKind
from tests.laboratories import files, typed
from tests.support import units
from tests.support.browser import flaws, press, send
from tests.support.clock import Clock
from tests.support.people import Person

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.database]

NAME = "Phòng Hiệu chuẩn Khối lượng"


@pytest.fixture
def file(app, database, people) -> files.File:
    """A laboratory that has its system in place and has applied for accreditation."""
    file = files.ask(people)
    file.agree()
    file.prepare()
    file.do("apply", files.APPLY, file.laboratory)
    return file


@pytest.fixture
def pass_days(file, clock: Clock) -> Callable[[int], None]:
    """Return a function that lets days pass, in which everybody was here, and then does what was due in the case."""

    def pass_days(days: int) -> None:
        clock.pass_time(days=days)
        with units.writing():
            db.session.execute(update(User).values(last_signed_in_at=utc_now()))
            timers.fire(file.case_id, utc_now())

    return pass_days


def outcome(page: Page, words: str) -> str:
    """Return what the page of the case says of one of the four outcomes."""
    return page.locator("dl.out > div", has=page.get_by_text(words, exact=True)).locator("dd").inner_text()


def test_an_accreditation_is_kept_for_years_and_lost(file, pass_days, people, at, page_of, live_url):
    def do(person: Person, element: str, entries: typed.Entries, *, refused: str = "") -> Page:
        page = at(person, element)
        send(page, entries, refused=refused)
        return page

    laboratory, department = people.focal_point, people.specialist
    pass_days(190)  # to 29/5/2027
    slow = {"slow_cause": "Tổ chức công nhận đổi lịch", "slow_measure": "Chuyên viên gọi lại mỗi tuần"}
    do(department, "review_slow", slow)
    do(laboratory, "on_site_assessment", {"assessment_result": "conforming", "assessed_on": "25/5/2027"})
    do(department, "record_decision", typed.CERTIFICATE)

    do(laboratory, "choose_recognition", {"recognition": "both"})
    wrong = {**typed.DESIGNATION, "designation_date": "30/5/2027"}
    page = do(department, "record_designation", wrong, refused="Ngày này chưa đến.")
    assert flaws(page) == []
    send(page, {"designation_date": "28/5/2027"})
    wrong = {**typed.REGISTRATION, "registration_until": "18/11/2026"}
    page = do(department, "record_registration", wrong, refused="Hiệu lực kết thúc trước khi bắt đầu.")
    send(page, {"registration_until": "19/11/2031"})
    page.goto(f"{live_url}/cases/{file.case_id}")
    expect(page.locator("main")).to_contain_text("Duy trì công nhận từ 29/5/2027")

    pass_days(340)  # to 03/5/2028
    kept = {"surveillance_decision": "keep", "surveyed_on": "04/5/2028", "surveillance_note": "Giữ"}
    page = do(laboratory, "surveillance", kept, refused="Ngày này chưa đến.")
    assert flaws(page) == []
    send(page, {"surveyed_on": "02/5/2028"})

    pass_days(340)  # to 08/4/2029
    do(laboratory, "surveillance", {"surveillance_decision": "change"})
    again = {
        "reassessment_decision": "granted",
        "certificate_number": "VILAS 9999",
        "certificate_date": "01/4/2029",
        "valid_until": "31/3/2029",
        "certified_scope": "Cân đến 60 kg",
    }
    page = do(department, "record_reassessment", again, refused="Hiệu lực kết thúc trước khi bắt đầu.")
    assert flaws(page) == []
    send(page, {"valid_until": "31/3/2032"})
    page.goto(f"{live_url}/cases/{file.case_id}")
    assert "31/3/2032" in outcome(page, "Được công nhận")
    assert flaws(page) == []

    pass_days(340)  # to 14/3/2030
    do(laboratory, "surveillance", {"surveillance_decision": "change"})
    lost = {"reassessment_decision": "lost", "ended_on": "10/3/2030", "end_reason": "Không duy trì"}
    do(department, "record_reassessment", lost)
    assert file.status() == "completed"
    four_apart(page_of(people.coordinator), live_url, file.case_id)


def four_apart(page: Page, live_url: str, case_id: int) -> None:
    """Each outcome is what its own document says: the accreditation is over, the others stand."""
    page.goto(f"{live_url}/cases/{case_id}")
    assert "thôi hiệu lực từ 10/3/2030: Không duy trì" in outcome(page, "Được công nhận")
    assert "16/11/2026" in outcome(page, "Hệ thống vận hành")
    assert "12/GCN-TĐC" in outcome(page, "Đăng ký cung cấp dịch vụ")
    assert "88/QĐ-TĐC" in outcome(page, "Được chỉ định")
    assert flaws(page) == []
    page.goto(f"{live_url}/support")
    counts = page.locator("dl.out dd").all_inner_texts()
    assert [text.split()[0] for text in counts] == ["1", "0", "1", "1"]
    assert flaws(page) == []
    for kind in OutcomeKind:
        page.locator("[name=outcome]").select_option(kind.value)
        press(page, page.get_by_role("button", name="Lọc", exact=True))
        expect(page.get_by_role("link", name=NAME)).to_have_count(0 if kind is OutcomeKind.accredited else 1)
