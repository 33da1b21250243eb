"""The pages of the working calendar, as a keeper's browser sees them."""

from datetime import date

import pytest

from app.organisation.roles import SYSTEM
from app.working_calendar.service import enter
from tests.support.browser import flaws, press
from tests.support.clock import NOW
from tests.working_calendar.province import due_case, ruled_task, swap

pytestmark = pytest.mark.browser

DECISION = (
    "kind=swap&name=Ngh%E1%BB%89%20h%E1%BB%99i&day_off=04/12/2026&day_worked=05/12/2026&document_number=215/TB-UBND"
    "&document_date=18/11/2026&issuer=UBND%20t%E1%BB%89nh&known_on=19/11/2026"
)
PAGES = (
    "/working-calendar?year=2026",
    "/working-calendar/changes/new",
    "/working-calendar/changes/new?kind=range",
    "/working-calendar/changes/new?corrects=1",
    f"/working-calendar/changes/preview?{DECISION}",
    f"/working-calendar/changes/preview?{DECISION.replace('04/12', '31/11')}",
    "/working-calendar/changes/1",
    "/working-calendar/changes/1/withdraw",
)


@pytest.fixture
def decided(people, writing):
    """A decision that stands, and work that another would move."""
    with writing():
        case = due_case(people.agency, date(2026, 12, 4), title="Báo cáo năm của Sở Công Thương")
        ruled_task(case, "case", date(2026, 11, 10), name="Soạn báo cáo")
        ruled_task(case, "10wd", date(2026, 11, 20), name="Trả lời công văn")
        enter(swap(date(2026, 11, 27), date(2026, 11, 28)), actor=SYSTEM, now=NOW)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_flaw_and_does_not_scroll_sideways(page_of, people, decided, live_url, complaints, path):
    page = page_of(people.coordinator)
    page.goto(live_url + path)
    assert flaws(page) == []
    assert [one for one in complaints if "422" not in one] == []


def test_a_swap_is_entered_looked_at_and_confirmed(page_of, people, decided, live_url):
    page = page_of(people.coordinator)
    page.goto(f"{live_url}/working-calendar")
    press(page, page.get_by_role("link", name="Nhập quyết định"))
    page.get_by_label("Ngày nghỉ").fill("04/12/2026")
    page.get_by_label("Thứ Bảy làm bù").fill("05/12/2026")
    page.get_by_label("Tên gọi của ngày").fill("Nghỉ ngày hội của tỉnh")
    page.get_by_label("Số, ký hiệu văn bản").fill("215/TB-UBND")
    page.get_by_label("Ngày văn bản").fill("18/11/2026")
    page.get_by_label("Cơ quan ban hành").fill("Ủy ban nhân dân tỉnh")
    page.get_by_label("Ngày biết").fill("19/11/2026")
    press(page, page.get_by_role("button", name="Xem những hạn sẽ chuyển"))
    press(page, page.get_by_role("button", name="Lưu quyết định và chuyển 1 hạn"))
    page.get_by_text("Quyết định đã vào lịch làm việc. 1 hạn chuyển theo.").wait_for()
