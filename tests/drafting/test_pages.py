"""Who may read a draft, and what its pages show and offer to whom."""

import pytest

from app.drafting.money import in_figures
from app.drafting.service.rows import add_row
from tests.drafting.drafts import ROW, SIGN, SUBMISSION, begin, open_draft
from tests.support import units
from tests.support.clock import NOW

BY_DEFAULT = "Kế hoạch về tiêu chuẩn, đo lường, chất lượng năm 2027"


@pytest.fixture
def consulted(app, database, people):
    """A draft of two rows about which Sở Công Thương and the finance department are asked."""
    opened = open_draft(people, "plan_opinion", roster=["department"])
    opened.propose()
    opened.close()
    opened.consolidate()
    opened.allocate(100, 12.5)
    return opened


def test_only_the_department_sees_who_has_proposed(draft, visit, people):
    for person in (people.coordinator, people.specialist, people.leader, people.auditor):
        visit(person).page("drafting.show", drafting_id=draft.id)
    for person in (people.focal_point, people.committee_office, people.outsider):
        visit(person).page("drafting.show", 404, drafting_id=draft.id)


def test_only_a_coordinator_is_offered_to_begin(draft, visit, people):
    offer = "Mở xây dựng kế hoạch năm tới"
    assert offer in visit(people.coordinator).page("drafting.index").text
    assert offer not in visit(people.leader).page("drafting.index").text


def test_a_drafting_that_waits_to_be_opened_is_not_begun_again(app, database, people, visit):
    case_id, _finance = begin(people)
    page = visit(people.coordinator).page("drafting.index").form("/drafting").submit()
    assert "Đang xây dựng “Kế hoạch về tiêu chuẩn, đo lường, chất lượng năm 2027”" in page.text
    assert page.path == f"/cases/{case_id}"


def test_a_plan_that_is_being_drafted_is_not_begun_again(app, database, people, visit):
    draft = open_draft(people, title=BY_DEFAULT)
    page = visit(people.coordinator).page("drafting.index").form("/drafting").submit()
    assert f"Đang xây dựng “{BY_DEFAULT}”" in page.text
    assert page.path == f"/drafting/{draft.id}"


def test_the_board_can_be_filtered_by_state(draft, visit, people):
    page = visit(people.coordinator).page("drafting.show", drafting_id=draft.id, show="accepted")
    assert "Sở Công Thương" not in page.text
    page = visit(people.coordinator).page("drafting.show", drafting_id=draft.id, show="not_started")
    assert "Sở Công Thương" in page.text


def test_an_agency_reads_the_draft_from_when_it_is_asked(consulted, visit, people):
    visit(people.focal_point).page("drafting.rows", 404, case_id=consulted.case_id)
    consulted.ask("SCT")
    page = visit(people.focal_point).page("drafting.rows", case_id=consulted.case_id)
    assert "Kiểm tra cột đo xăng dầu" in page.text
    assert "Lưu trang này" not in page.text
    visit(people.outsider).page("drafting.rows", 404, case_id=consulted.case_id)
    visit(people.outsider).page("drafting.opinions", 404, case_id=consulted.case_id)


def test_the_finance_agency_reads_what_it_allocates(consulted, visit):
    assert "100 triệu đồng" in visit(consulted.finance).page("drafting.rows", case_id=consulted.case_id).text


def test_the_committee_reads_the_draft_once_it_is_submitted(consulted, visit, people):
    consulted.ask("SCT")
    consulted.close_opinions()
    consulted.answer()
    visit(people.committee_office).page("drafting.rows", 404, case_id=consulted.case_id)
    consulted.do("sign_document", SIGN, people.leader.actor)
    consulted.do("record_issue", SUBMISSION, people.specialist.actor)
    visit(people.committee_office).page("drafting.rows", case_id=consulted.case_id)


def test_a_locked_draft_says_why_it_cannot_be_changed(consulted, visit, people):
    page = visit(people.specialist).page("drafting.rows", case_id=consulted.case_id)
    assert "chỉ sửa được các dòng khi dự thảo trở lại" in page.text


def test_rows_are_shown_ten_a_page_and_their_numbers_go_on(draft, visit, people):
    with units.writing():
        for number in range(1, 13):
            row = {**ROW, "content": f"Việc thứ {number}", "lead": "SCT"}
            add_row(draft.id, row, actor=people.specialist.actor, now=NOW)
    page = visit(people.specialist).page("drafting.rows", case_id=draft.case_id, page=2)
    assert "Dòng 12" in page.text
    assert "Việc thứ 10<" not in page.text


def test_the_panel_of_the_case_names_who_is_missing(draft, visit, people):
    page = visit(people.coordinator).page("cases.show", case_id=draft.case_id)
    assert "Còn thiếu" in page.text
    assert people.other_agency.name in page.text


@pytest.mark.parametrize(("amount", "figures"), [(0, "0"), (1_500, "1,5"), (1_250_040, "1.250,04"), (12, "0,012")])
def test_money_is_written_as_plans_print_it(amount, figures):
    assert in_figures(amount) == figures
