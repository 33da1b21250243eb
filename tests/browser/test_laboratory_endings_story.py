"""How a laboratory's support ends early, told in a browser: refused, withdrawn, or given up after standing still."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import update

from app.cases import timers
from app.cases.models import Case
from app.clock import utc_now
from app.extensions import db
from app.organisation.models import User
from app.organisation.roles import Role
from tests.laboratories import files
from tests.support import units
from tests.support.browser import fill, flaws, press, send
from tests.support.clock import Clock
from tests.support.newcomers import come_in, follow, letter, seated, tracking_code

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.database]

NAME = files.REQUEST["laboratory"]
CONTACT = files.PUBLIC["contact_email"]
OUT_OF_SCOPE = "Năm nay Sở chỉ hỗ trợ phòng có từ hai người làm kỹ thuật.\nKhi đủ người, mời gửi đề nghị mới."
STEPS = ("Áp dụng tài liệu", "Hiệu chuẩn thiết bị", "Xác nhận phương pháp", "Thử nghiệm thành thạo")
MOVING = "Chuyển trụ sở, chưa có phòng đạt điều kiện môi trường"


@pytest.fixture
def pass_days(clock: Clock) -> Callable[[files.File, int], None]:
    """Return a function that lets days pass, in which everybody was here, and then does what was due in the case."""

    def pass_days(file: files.File, days: int) -> None:
        clock.pass_time(days=days)
        with units.writing():
            db.session.execute(update(User).values(last_signed_in_at=utc_now()))
            timers.fire(file.case_id, utc_now())

    return pass_days


def look_up(page: Page, live_url: str, code: str, *told: str) -> None:
    """Follow the request by its code, and read what is told."""
    follow(page, live_url, code, CONTACT)
    for words in told:
        expect(page.locator("main")).to_contain_text(words)
    assert flaws(page) == []


def is_empty(page: Page, live_url: str) -> None:
    """Nothing waits for the person whose page it is."""
    page.goto(f"{live_url}/tasks")
    expect(page.locator("main a[data-row-link]")).to_have_count(0)


def test_a_request_is_returned_corrected_and_refused(app, database, people, at, page, page_of, live_url):
    file = files.ask_publicly(people)
    code = tracking_code(CONTACT)
    page = at(people.specialist, "check_request")
    send(page, {"support_decision": "return"}, refused="Nhập lý do trả lại.")
    send(page, {"return_reason": "Ghi số người làm kỹ thuật"})
    look_up(page, live_url, code, "Đề nghị cần bổ sung", "Ghi số người làm kỹ thuật")

    come_in(page, live_url, CONTACT)
    with units.reading():
        agency_id = db.session.get_one(Case, file.case_id).agency_id
    contact = seated(agency_id, Role.focal_point)
    page = at(contact, "complete_request")
    send(page, {"staff": "một người"}, refused="một người")
    send(page, {"staff": "1"})

    page = at(people.specialist, "check_request")
    expect(page.get_by_text("Dưới 2 người làm kỹ thuật").first).to_be_visible()
    send(page, {"support_decision": "refuse"}, refused="Nhập lý do từ chối.")
    send(page, {"refusal_reason": OUT_OF_SCOPE})
    look_up(page, live_url, code, "Sở chưa thể hỗ trợ phòng thí nghiệm của bạn", *OUT_OF_SCOPE.split("\n"))
    assert OUT_OF_SCOPE.split("\n")[0] in letter(CONTACT, r"(?s).*")

    page = page_of(contact)
    page.goto(f"{live_url}/cases/{file.case_id}")
    for words in ("Từ chối", *OUT_OF_SCOPE.split("\n")):
        expect(page.locator("main")).to_contain_text(words)
    expect(page.get_by_role("link", name="Rút đề nghị")).to_have_count(0)
    assert flaws(page) == []
    is_empty(page, live_url)


def test_a_laboratory_withdraws_while_four_steps_wait(app, database, people, page_of, live_url):
    file = files.ask(people)
    file.agree()
    file.do("training", files.TRAINING, file.laboratory)
    file.do("documents", files.DOCUMENTS, file.laboratory)

    page = page_of(people.focal_point)
    page.goto(f"{live_url}/cases/{file.case_id}")
    press(page, page.get_by_role("link", name="Rút đề nghị"))
    for step in STEPS:
        expect(page.locator("main ul li", has_text=step)).to_have_count(1)
    assert flaws(page) == []
    press(page, page.get_by_role("button", name="Rút đề nghị"), refused="Nhập lý do rút đề nghị.")
    fill(page, {"reason": MOVING})
    press(page, page.get_by_role("button", name="Rút đề nghị"))
    expect(page.get_by_text("Đã rút đề nghị. Nội dung đã ghi vẫn xem được.")).to_be_visible()
    expect(page.get_by_role("link", name="Rút đề nghị")).to_have_count(0)
    assert flaws(page) == []
    is_empty(page, live_url)

    page = page_of(people.specialist)
    page.goto(f"{live_url}/support?phase=withdrawn")
    press(page, page.get_by_role("link", name=NAME))
    for words in ("Phòng thí nghiệm đã rút", MOVING, *(f"Không cần làm “{step}” nữa" for step in STEPS)):
        expect(page.locator("main")).to_contain_text(words)


def test_a_support_that_stands_still_is_taken_up_again_and_at_last_ended(
    app, database, people, at, page_of, live_url, pass_days
):
    file = files.ask(people)
    file.do("check_request", files.ACCEPT)
    pass_days(file, 46)
    page = at(people.specialist, "review_slow")
    assert flaws(page) == []
    send(page, {"slow_cause": "Phòng đang sửa nhà"}, refused="Ghi việc làm tiếp.")
    send(page, {"slow_measure": "Khảo sát ngày 20/01/2027"})
    page.goto(f"{live_url}/cases/{file.case_id}")
    expect(page.locator("main")).to_contain_text("Khảo sát ngày 20/01/2027")

    file.sign_agreement()
    file.do("training", files.TRAINING, file.laboratory)
    pass_days(file, 130)
    slow = {"slow_cause": "Người làm chính nghỉ việc", "slow_measure": "Trình kết thúc hỗ trợ"}
    send(at(people.specialist, "review_slow"), slow)
    page = page_of(people.coordinator)
    page.goto(f"{live_url}/cases/{file.case_id}")
    expect(page.locator("main")).to_contain_text("Trình kết thúc hỗ trợ")
    press(page, page.get_by_role("link", name="Kết thúc hồ sơ"))
    expect(page.locator("main ul li", has_text="Xây dựng tài liệu")).to_have_count(1)
    assert flaws(page) == []
    press(page, page.get_by_role("button", name="Kết thúc hồ sơ"), refused="vì sao")
    fill(page, {"reason": "Phòng thí nghiệm không còn người làm"})
    press(page, page.get_by_role("button", name="Kết thúc hồ sơ"))
    expect(page.get_by_text("Đã kết thúc hồ sơ.")).to_be_visible()

    page = page_of(people.focal_point)
    is_empty(page, live_url)
    page.goto(f"{live_url}/support?phase=closed")
    press(page, page.get_by_role("link", name=NAME))
    for words in ("Đã đóng từ", "Phòng thí nghiệm không còn người làm", "Không cần làm “Xây dựng tài liệu” nữa"):
        expect(page.locator("main")).to_contain_text(words)
    expect(page.locator("main")).not_to_contain_text("Trình kết thúc hỗ trợ")
    assert flaws(page) == []
