"""How agencies answer a drafting by other ways, told in a browser: on paper, or later than they were asked to."""

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from app.cases.rescheduling import move_deadline
from app.deadlines.moments import fixed_date
from app.drafting.models import PlanOpinion
from app.extensions import db
from app.organisation.calendar import office_calendar
from tests.drafting.drafts import ROW, Draft, open_draft
from tests.drafting.test_more_time import CLOSES
from tests.files.made import PDF
from tests.support import units
from tests.support.browser import fill, flaws, press, send
from tests.support.clock import NOW

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.database]

LETTER = {
    "channel": "paper",
    "received_on": "21/11/2026",
    "received_time": "08:00",
    "number": "215/SCT-KH",
    "signed_on": "19/11/2026",
    "signer": "Trần Văn Bình",
}
TYPED = {f"rows[0].{name}": str(value).replace(".", ",") for name, value in ROW.items()}


@pytest.fixture
def draft(app, database, people) -> Draft:
    """A drafting that collects proposals until 21/12/2026; agencies were asked for theirs by 11/12/2026."""
    draft = open_draft(people, "extension_request", "plan_opinion", roster=["department"])
    with units.writing():
        until = fixed_date(CLOSES, inclusive=True, calendar=office_calendar())
        actor = people.coordinator.actor
        move_deadline(draft.case_id, until, reason="Nhiều cơ quan xin thêm.", actor=actor, now=NOW)
    return draft


def reads(page: Page, *told: str) -> None:
    """The page says all of it, and nothing is wrong with it."""
    for words in told:
        expect(page.locator("main")).to_contain_text(words)
    assert flaws(page) == []


def ask(page: Page, address: str, day: str) -> None:
    """Ask for more time, at first for a day that has been given already and without saying why."""
    page.goto(address)
    press(page, page.get_by_role("link", name="Xin gia hạn"))
    fill(page, {"until": "11/12/2026"})
    send_it = page.get_by_role("button", name="Gửi đề nghị")
    press(page, send_it, refused="lý do")
    assert flaws(page) == []
    fill(page, {"until": day, "reason": "Chờ họp xã."})
    press(page, send_it)
    reads(page, "Chưa quyết định")
    expect(page.get_by_role("link", name="Xin gia hạn")).to_have_count(0)


def test_a_proposal_that_came_on_paper_is_recorded_for_the_agency(draft, people, at, page_of, live_url, tmp_path):
    page = page_of(people.coordinator)
    page.goto(f"{live_url}/drafting/{draft.id}")
    row = page.get_by_role("row").filter(has_text=people.agency.name)
    press(page, row.get_by_role("link", name="Ghi trả lời bằng giấy"))
    page.locator("[data-grid-add]").click()
    fill(page, {**LETTER, **TYPED, "rows[0].result": ""})
    scan = tmp_path / "de-xuat.pdf"
    scan.write_bytes(PDF)
    press(page, page.get_by_role("button", name="Ghi đã nhận"), refused="Thời điểm này chưa tới.")
    expect(page.locator("main [data-error-summary] li")).to_have_count(2)
    expect(page.locator("[name='rows[0].coordinating']")).to_have_value(ROW["coordinating"])
    assert flaws(page) == []
    fill(page, {"received_on": "20/11/2026", "rows[0].result": ROW["result"], "not_secret": "1"})
    page.locator("input[name=file]").set_input_files(scan)
    press(page, page.get_by_role("button", name="Ghi đã nhận"))
    told = "ghi thay Sở Công Thương theo văn bản số 215/SCT-KH ngày 19/11/2026"
    reads(page, "Đã ghi thay Sở Công Thương.", told)

    page = page_of(people.focal_point)
    page.goto(f"{live_url}/tasks")
    expect(page.locator("main a[data-row-link]")).to_have_count(0)
    page.goto(f"{live_url}/cases/{draft.proposal_case()}")
    page.get_by_text("Đề xuất 1 nhiệm vụ").click()
    reads(page, told, "người ký: Trần Văn Bình", ROW["content"])
    expect(page.get_by_role("link", name="Xem bản quét")).to_be_visible()
    send(at(people.specialist, "take_in"), {"take_in_decision": "accept"})


def test_more_time_for_a_proposal_is_granted_as_far_as_the_department_can_wait(draft, people, at, page_of, live_url):
    case_id = draft.proposal_case()
    ask(page_of(people.focal_point), f"{live_url}/cases/{case_id}", "23/12/2026")
    page = at(people.coordinator, "decide_extension")
    reads(page, "Chờ họp xã.")
    send(page, {"extension_decision": "grant", "extended_to": "23/12/2026"}, refused="Chọn ngày sớm hơn")
    send(page, {"extended_to": "16/12/2026"})
    page = page_of(people.focal_point)
    page.goto(f"{live_url}/cases/{case_id}")
    reads(page, "Đã gia hạn đến 16/12/2026", "Hạn: thứ Tư, 16/12/2026")


def test_more_time_for_an_opinion_is_refused_with_the_reason(draft, people, at, page_of, live_url):
    draft.propose()
    draft.close()
    draft.consolidate()
    draft.allocate(100, 12.5)
    draft.ask("SCT")
    with units.reading():
        case_id = db.session.scalars(select(PlanOpinion.case_id)).one()
    ask(page_of(people.focal_point), f"{live_url}/cases/{case_id}", "30/12/2026")
    page = at(people.coordinator, "decide_extension")
    send(page, {"extension_decision": "refuse"}, refused="Lý do không chấp nhận")
    send(page, {"refusal_reason": "Dự thảo phải trình trong tháng."})
    page = page_of(people.focal_point)
    page.goto(f"{live_url}/cases/{case_id}")
    reads(page, "Xin gia hạn đến 30/12/2026 · Từ chối", "Dự thảo phải trình trong tháng.", "Hạn: thứ Sáu, 25/12/2026")
    expect(page.get_by_role("link", name="Xin gia hạn")).to_be_visible()
