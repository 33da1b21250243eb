"""The whole story of one report, told in a browser: every step begins with the link in a mail."""

import re

import pytest
from playwright.sync_api import Page, expect

from app.clock import utc_now
from tests.notifications.conftest import catcher, send  # noqa: F401 (fixtures)

# ruff: noqa: F811 (so are the arguments)
from tests.reports import rounds
from tests.support.browser import press
from tests.support.browser import send as send_form

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def duty(app, database, people, writing):
    """The processes are deployed; one duty waits to be opened as a round."""
    with writing():
        rounds.deploy()
        return rounds.make_obligation(roster='["department"]').id


@pytest.fixture
def from_mail(page_of, send, catcher, live_url):
    """Send what waits, then let a person follow the link of their newest mail."""

    def follow(person) -> Page:
        send(utc_now())
        newest = catcher.to(person.email)[-1]
        path = re.search(r"http://localhost(/m/\S+/tasks/\d+)", newest.text)[1]
        page = page_of(person)
        page.goto(live_url + path)
        return page

    return follow


def test_a_report_travels_from_the_round_to_its_acceptance(
    duty,
    page_of,
    from_mail,
    people,
    live_url,
    send,
    catcher,
    clock,
):
    page = page_of(people.coordinator)
    page.goto(f"{live_url}/campaigns/new")
    page.get_by_role("radio", name="Báo cáo kết quả thực hiện Kế hoạch 86/KH-UBND").check()
    press(page, page.get_by_role("button", name="Chuẩn bị đợt báo cáo"))
    expect(page.get_by_label("Tên đợt báo cáo")).to_have_value(re.compile("năm 2026$"))
    press(page, page.get_by_role("link", name="Xem ai sẽ phải báo cáo"))
    expect(page.get_by_role("heading", name="Tính đến hôm nay: 1 cơ quan")).to_be_visible()
    press(page, page.get_by_role("link", name="Về bước chuẩn bị"))
    send_form(page)

    page = from_mail(people.focal_point)
    page.get_by_label("Văn bản đã ban hành, cuộc họp, phân công").fill("Công văn 12/SCT-KHCN.")
    page.get_by_label("Không có khó khăn, vướng mắc").check()
    send_form(page)

    page = from_mail(people.head)
    page.get_by_role("radio", name=re.compile("Duyệt và gửi")).check()
    send_form(page)

    page = from_mail(people.specialist)
    page.get_by_role("radio", name="Trả lại để bổ sung").check()
    page.get_by_label("Lý do trả lại").fill("Thiếu số doanh nghiệp được hướng dẫn.")
    page.get_by_label("Bổ sung trước hết ngày").fill("04/12/2026")
    send_form(page)
    matrix(page_of(people.coordinator), live_url, "m-ret", people)

    page = from_mail(people.focal_point)
    expect(page.get_by_label("Văn bản đã ban hành, cuộc họp, phân công")).to_have_value("Công văn 12/SCT-KHCN.")
    page.get_by_label("Số doanh nghiệp được hướng dẫn, đến ngày chốt").fill("12")
    send_form(page)

    clock.pass_time(hours=1)  # shared work is announced once an hour at most
    page = from_mail(people.head)
    page.get_by_role("radio", name=re.compile("Duyệt và gửi")).check()
    send_form(page)

    page = from_mail(people.specialist)
    page.get_by_role("radio", name="Nhận báo cáo").check()
    send_form(page)
    matrix(page_of(people.coordinator), live_url, "m-acc", people)

    send(utc_now())
    assert "Báo cáo đã được chấp nhận" in catcher.to(people.focal_point.email)[-1].subject


def matrix(page: Page, live_url: str, look: str, people) -> None:
    """Look at the round's page: the agency's tile has turned."""
    page.goto(f"{live_url}/campaigns")
    press(page, page.get_by_role("link", name=re.compile("Kế hoạch 86")))
    expect(page.locator(f"li.{look} #tile-{people.agency.id}")).to_be_visible()
