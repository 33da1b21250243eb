"""The page of a year's plan against last year's: who may read it, what stands out on it, what it leads to."""

import pytest

from app.drafting.views import last_year as views
from app.extensions import db
from app.plan_tasks.models import AssignmentState
from app.plans.models import Plan
from tests.drafting import years
from tests.drafting.drafts import SIGN, SUBMISSION, TO_THE_END, open_draft
from tests.drafting.years import LOST, NEVER_BEGUN, UNFINISHED
from tests.plan_tasks.yearly import make_plan
from tests.support import units
from tests.support.processes import open_task
from tests.support.statements import statements_of

DRAFT, PLAN = "drafting.draft_against_last_year", "drafting.plan_against_last_year"
LINK = "So với kế hoạch năm trước"


@pytest.fixture
def last_year(app, database, people):
    """The keys of last year's plan and its rows."""
    return years.make_last_year(people)


@pytest.fixture
def drafted(last_year, people):
    """This year's draft, of one row that goes on with last year's unfinished one, and one that is new."""
    draft = open_draft(people, "plan_opinion", *TO_THE_END, roster=["department"])
    years.add(draft, "Mở lớp về đo lường", last_year[UNFINISHED], time="Quý II")
    years.add(draft, "Xây dựng kho chuẩn đo lường", time="Quý IV")
    return draft


@pytest.fixture
def next_year(last_year, people):
    """An issued plan of the year after, with one row that says what last year's says; its key."""
    with units.writing():
        plan = make_plan(title="Kế hoạch về đo lường năm 2027", number="12/KH-UBND")
        years.make_last_years_row(plan, people.agency, NEVER_BEGUN)
        return plan.id


def consulted(draft):
    draft.close()
    draft.consolidate()
    draft.allocate(100, 12.5)


@pytest.mark.parametrize("role", ["coordinator", "specialist", "leader", "auditor"])
def test_the_department_reads_what_is_new_in_a_draft(drafted, visit, people, role):
    page = visit(getattr(people, role)).page(DRAFT, case_id=drafted.case_id)
    assert page.h1 == "So với kế hoạch năm 2026"
    assert "Xây dựng kho chuẩn đo lường" in page.text


@pytest.mark.parametrize("role", ["focal_point", "head", "committee_office", "outsider", "administrator"])
def test_nobody_else_knows_of_a_draft_before_they_are_asked(drafted, visit, people, role):
    visit(getattr(people, role)).page(DRAFT, 404, case_id=drafted.case_id)


def test_an_agency_reads_it_from_when_it_is_asked_and_the_finance_agency_before(drafted, visit, people):
    consulted(drafted)
    visit(drafted.finance).page(DRAFT, case_id=drafted.case_id)
    visit(people.focal_point).page(DRAFT, 404, case_id=drafted.case_id)
    drafted.ask("SCT")
    page = visit(people.focal_point).page(DRAFT, case_id=drafted.case_id)
    assert "Đưa vào dự thảo" not in page.text
    visit(people.outsider).page(DRAFT, 404, case_id=drafted.case_id)


def test_the_committee_reads_it_once_the_draft_is_submitted(drafted, visit, people):
    consulted(drafted)
    drafted.ask("SCT")
    drafted.close_opinions()
    drafted.answer()
    drafted.do("sign_document", SIGN, people.leader.actor)
    drafted.do("record_issue", SUBMISSION, people.specialist.actor)
    visit(people.committee_office).page(DRAFT, case_id=drafted.case_id)


@pytest.mark.parametrize(
    "role", ["focal_point", "head", "specialist", "leader", "committee_office", "administrator", "auditor", "outsider"]
)
def test_an_issued_plan_is_compared_for_everybody_who_signs_in(next_year, visit, people, role):
    page = visit(getattr(people, role)).page(PLAN, plan_id=next_year)
    assert "2 dòng năm trước chưa xong mà không có dòng nào nối tiếp." in page.text


def test_a_stranger_is_asked_to_sign_in(drafted, next_year, visit):
    assert visit().page(DRAFT, case_id=drafted.case_id).path == "/sign-in"
    assert visit().page(PLAN, plan_id=next_year).path == "/sign-in"


def test_what_is_unfinished_and_goes_on_nowhere_stands_out(drafted, visit, people):
    page = visit(people.leader).page(DRAFT, case_id=drafted.case_id)
    assert "1 dòng năm trước chưa xong mà không có dòng nào nối tiếp." in page.one(".note.late").text
    (row,) = [row for row in page.all(".differences tr.g") if "Chưa xong, không có dòng nối tiếp" in row.text]
    assert LOST in row.text


def test_each_kind_of_row_is_counted_and_can_be_seen_alone(drafted, visit, people):
    page = visit(people.leader).page(DRAFT, case_id=drafted.case_id, show="dropped")
    assert [pill.text for pill in page.all(".pill")] == [
        "Mọi khác biệt 5",
        "Chưa xong, không có dòng nối tiếp 1",
        "Chưa mở nhiệm vụ, không có dòng nối tiếp 1",
        "Nối tiếp, có thay đổi 1",
        "Mới 1",
        "Không còn 3",
        "Giữ nguyên 0",
    ]
    assert len(page.all(".differences tbody")) == 3


def test_a_changed_row_shows_what_was_and_what_is_word_by_word(drafted, visit, people):
    page = visit(people.leader).page(DRAFT, case_id=drafted.case_id, show="changed")
    assert "Thay đổi: nội dung" in page.text
    assert "Tập huấn" in " ".join(word.text for word in page.all("del"))
    assert "Mở lớp" in " ".join(word.text for word in page.all("ins"))


def test_a_match_by_words_is_said_to_be_one(next_year, visit, people):
    page = visit(people.leader).page(PLAN, plan_id=next_year, show="same")
    assert "1 dòng được ghép chỉ theo câu chữ." in page.text
    assert "Ghép theo nội dung và cơ quan chủ trì giống nhau." in page.one(".differences").text


def test_a_lead_agency_can_be_chosen(drafted, visit, people):
    years.add(drafted, "Việc của xã", lead=people.other_agency.name)
    page = visit(people.leader).page(DRAFT, case_id=drafted.case_id, agency=people.other_agency.id)
    assert [row.all("span.w5")[0].text for row in page.all(".differences tr.g")] == ["Việc của xã"]


def test_a_row_that_got_lost_is_taken_into_the_draft(drafted, visit, people):
    page = visit(people.specialist).page(DRAFT, case_id=drafted.case_id, show="lost")
    (link,) = [link for link in page.all("a") if link.text.startswith("Đưa vào dự thảo")]
    form = visit(people.specialist).open(link["href"]).form("/rows/new")
    assert LOST in form.page.text
    form.submit(time="Quý I")
    page = visit(people.leader).page(DRAFT, case_id=drafted.case_id)
    assert page.all(".note.late") == []


def test_who_cannot_change_the_draft_is_not_offered_to_take_rows_in(drafted, visit, people):
    assert "Đưa vào dự thảo" not in visit(people.leader).page(DRAFT, case_id=drafted.case_id).text


def test_what_some_of_several_agencies_have_not_finished_is_told(drafted, last_year, visit, people):
    with units.writing():
        years.make_assignment(last_year[UNFINISHED], people.other_agency.id, AssignmentState.returned)
    text = visit(people.leader).page(DRAFT, case_id=drafted.case_id, show="lost").text
    assert "1 cơ quan chưa xong, không chủ trì dòng nối tiếp nào" in text
    assert f"Chưa xong: {people.other_agency.name}" in text


@pytest.mark.parametrize(("element", "role"), [("consolidate", "specialist"), ("sign_document", "leader")])
def test_who_consolidates_and_who_signs_are_led_here_from_their_task(drafted, visit, people, element, role):
    drafted.close()
    if element == "sign_document":
        drafted.consolidate()
        drafted.consult()
    with units.reading():
        task_id = open_task(drafted.case_id, element).id
    page = visit(getattr(people, role)).page("tasks.show", task_id=task_id)
    assert any(link["href"] == f"/drafting/cases/{drafted.case_id}/last-year" for link in page.all("a"))


def test_the_tasks_of_the_draft_say_what_is_new_and_lead_here(drafted, visit, people):
    consulted(drafted)
    drafted.ask("SCT")
    drafted.close_opinions()
    drafted.answer()
    page = visit(people.leader).page("cases.show", case_id=drafted.case_id)
    assert "So với kế hoạch năm trước: 0 dòng giữ nguyên, 1 thay đổi, 1 mới, 3 không còn." in page.text
    assert any(link["href"].endswith("/last-year?show=lost") for link in page.all("a"))


def test_an_issued_plan_of_one_year_leads_here_and_one_of_many_years_does_not(next_year, visit, people):
    with units.writing():
        many = make_plan(title="Kế hoạch đo lường giai đoạn 2026 - 2030", number="5/KH-UBND").id
    assert LINK in visit(people.focal_point).page("plans.show", plan_id=next_year).text
    assert LINK not in visit(people.focal_point).page("plans.show", plan_id=many).text
    visit(people.focal_point).page(PLAN, 404, plan_id=many)


def test_a_plan_without_one_before_it_says_so_and_another_can_be_chosen(last_year, visit, people):
    page = visit(people.leader).page(PLAN, plan_id=last_year["plan"])
    assert "Ở đây chưa có kế hoạch năm nào khác có hiệu lực để so sánh." in page.text
    with units.writing():
        other = make_plan(title="Kế hoạch chuyển đổi số năm 2024", number="7/KH-UBND").id
    page = visit(people.leader).page(PLAN, plan_id=last_year["plan"])
    assert "Chưa xác định được kế hoạch năm trước." in page.text
    page = visit(people.leader).page(PLAN, plan_id=last_year["plan"], **{"with": other})
    assert page.h1 == "So với kế hoạch năm 2024"


def test_a_plan_that_does_not_exist_cannot_be_compared_with(last_year, visit, people):
    visit(people.leader).page(PLAN, 404, plan_id=last_year["plan"], **{"with": 999_999})


def test_a_plan_of_another_name_is_said_to_be_one(last_year, visit, people):
    draft = open_draft(people, title="Kế hoạch năng suất chất lượng năm 2027")
    assert "mang tên khác" in visit(people.leader).page(DRAFT, case_id=draft.case_id).text


def test_proposals_that_may_still_hold_what_goes_on_are_told(drafted, visit, people):
    page = visit(people.leader).page(DRAFT, case_id=drafted.case_id)
    assert "chưa vào dự thảo: dòng nối tiếp có thể nằm trong đó" in page.text


def test_many_rows_are_shown_page_by_page(next_year, visit, people, monkeypatch):
    monkeypatch.setattr(views, "PAGE_SIZE", 2)
    page = visit(people.leader).page(PLAN, plan_id=next_year, page=2)
    assert len(page.all(".differences tbody")) == 1
    assert visit(people.leader).page(PLAN, plan_id=next_year, page=99).path.endswith("/last-year")


@pytest.mark.database
def test_five_thousand_rows_ask_as_many_statements_as_three(app, last_year, visit, people):
    with units.writing():
        few = make_plan(title="Kế hoạch về đo lường năm 2027", number="12/KH-UBND").id
        years.fill(few, people.agency, 3)
        many = make_plan(title="Kế hoạch chuyển đổi số năm 2027", number="13/KH-UBND").id
        years.fill(many, people.agency, 5000)
        former = make_plan(title="Kế hoạch chuyển đổi số năm 2026", number="14/KH-UBND").id
        years.fill(former, people.agency, 4990)
    asked = []
    for plan_id, against in ((few, last_year["plan"]), (many, former)):
        visitor = visit(people.leader)
        visitor.page(PLAN, plan_id=plan_id)  # the first page of a session notes its use
        asked.append(statements_of(app, lambda v=visitor, p=plan_id, a=against: v.page(PLAN, plan_id=p, **{"with": a})))
    assert asked[0] == asked[1]
    with units.reading():
        found = years.compared_plan(many, former)
        assert db.session.get_one(Plan, many) is not None
        assert (found.by_text(), len(found.rows)) == (4990, 5000)


def test_a_proposal_offers_for_each_row_what_it_may_go_on_with(drafted, last_year, visit, people):
    case_id = drafted.proposal_case()
    with units.reading():
        task_id = open_task(case_id, "write_proposal").id
    page = visit(people.focal_point).page("tasks.show", task_id=task_id)
    (offered, _lost) = page.all("td[data-l='Nối tiếp'] select")
    assert [option.text for option in offered.all("option")] == [
        "Chọn…", "2.2 · chưa xong năm 2026", "2.3 · chưa xong năm 2026",
    ]  # fmt: skip
    assert [option["value"] for option in offered.all("option[selected]")] == [str(last_year[UNFINISHED])]
