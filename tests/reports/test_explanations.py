"""Wherever the date of a report stands, "Vì sao là ngày này?" is one click away."""

from datetime import date

import pytest

from app.cases.explaining import reasons_of_case
from app.cases.models import Case
from app.cases.rescheduling import Document, move_deadline
from app.deadlines.moments import fixed_date
from app.extensions import db
from app.organisation.calendar import office_calendar
from app.reports.service.extensions import ask_extension
from tests.reports import rounds
from tests.support import units
from tests.support.clock import NOW


def told(opened) -> str:
    case_id = opened.report_case()
    with units.reading():
        return " ".join(one.vi for one in reasons_of_case(db.session.get_one(Case, case_id), office_calendar()))


def why(page) -> str:
    return page.one("details.why").text


@pytest.fixture
def extended(opened, people):
    """A round whose report of Sở Công Thương was given more time, until 04/12."""
    case_id = opened.report_case()
    with units.writing():
        request = ask_extension(case_id, date(2026, 12, 4), "Kế toán ốm.", actor=people.focal_point.actor, now=NOW)
        request_id = request.id
    decision = {"extension_decision": "grant", "extended_to": "2026-12-04"}
    opened.do("decide_extension", decision, people.coordinator.actor, case_id=request_id)
    return opened


def test_the_round_and_each_agency_s_report_explain_their_date(opened, visit, people):
    visitor = visit(people.coordinator)
    for page in (
        visitor.page("campaigns.show", campaign_id=opened.campaign_id),
        visitor.page("campaigns.agency", campaign_id=opened.campaign_id, agency_id=people.agency.id),
        visitor.page("cases.show", case_id=opened.report_case()),
    ):
        assert "Mục V Kế hoạch 86/KH-UBND" in why(page)
        assert "“Trước ngày 30/11/2026” không tính ngày đó" in why(page)


def test_who_asks_for_more_time_sees_why_the_present_date_is_what_it_is(opened, visit, people):
    page = visit(people.focal_point).page("reports.extension", case_id=opened.report_case())
    assert "khoản 5 Điều 148" in why(page)


def test_an_extension_is_part_of_the_reasons(extended):
    said = told(extended)
    assert "Được gia hạn đến hết thứ Sáu, 04/12/2026." in said
    assert "extension granted" not in said


def test_a_report_that_a_person_moved_keeps_its_basis_and_names_the_document(opened, people):
    case_id = opened.report_case()
    with units.writing():
        deadline = fixed_date(date(2026, 12, 11), inclusive=True, calendar=office_calendar())
        move_deadline(
            case_id, deadline, reason="Bão số 12", actor=people.coordinator.actor, now=NOW,
            document=Document("215/UBND-KGVX"),
        )  # fmt: skip
    said = told(opened)
    assert "Mục V Kế hoạch 86/KH-UBND" in said
    assert "theo văn bản 215/UBND-KGVX; lý do: Bão số 12." in said
    assert "Hết thứ Sáu, 11/12/2026." in said


def test_a_returned_report_says_that_it_was_returned_and_what_a_day_off_makes_of_it(opened):
    opened.file()
    opened.approve()
    opened.check({**rounds.RETURN, "resubmit_by": "2026-12-06"})
    said = told(opened)
    assert "Chỉ quá hạn sau thứ Hai, 07/12/2026" in said
    assert "Báo cáo được trả lại để hoàn thiện, gửi lại chậm nhất hết Chủ nhật, 06/12/2026." in said


def test_the_register_of_duties_explains_each_next_date(app, visit, people, writing):
    with writing():
        rounds.make_obligation(reading="conservative")
    page = visit(people.coordinator).page("obligations.index")
    assert "tính theo ngày làm việc cuối trước đó, thứ Sáu, 27/11/2026" in why(page)


def test_a_duty_on_request_has_no_date_to_explain(app, visit, people, writing):
    with writing():
        rounds.make_obligation(due_day=None, due_month=None)
    assert not visit(people.coordinator).page("obligations.index").all("details.why")
