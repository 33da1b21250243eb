"""The pages of plan tasks: the board of a year, the plan's annex, the page of a case, for those they are for."""

import io
from datetime import date

import pytest

from app.cases.attachments import Upload, attach
from app.extensions import db
from app.organisation.models import AgencyKind
from app.plan_tasks.models import AssignmentState
from app.plans.models import Plan
from tests.files.made import PDF
from tests.plan_tasks.yearly import CLARIFY, RESULT, deploy_ours, make_plan, make_row, start
from tests.support import processes
from tests.support.factories import make_agency
from tests.support.statements import statements_of


@pytest.fixture
def plan(running, reading):
    """The plan of a task that is being carried out; its key."""
    with reading():
        return running.assignment.plan_task.plan_id


def shown(page):
    return [row.text for row in page.all("#tasks tbody tr")]


def test_the_board_shows_who_leads_what_and_how_far_it_is(plan, visit, people):
    page = visit(people.specialist).page("plan_tasks.board", plan_id=plan)
    assert len(shown(page)) == 1
    assert "Công Thương" in page.one("#tasks tbody tr").text
    assert "Đang thực hiện" in page.text


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"show": "in_progress"}, 1), ({"show": "done"}, 0), ({"show": "late"}, 0), ({"q": "xang dau"}, 1),
        ({"q": "quan trac"}, 0), ({"year": 2027}, 0), ({"show": "nonsense"}, 1), ({"agency": 999999}, 0),
    ],
)  # fmt: skip
def test_the_board_is_narrowed(plan, visit, people, wanted, found):
    assert len(shown(visit(people.coordinator).page("plan_tasks.board", plan_id=plan, **wanted))) == found


@pytest.mark.parametrize("somebody", ["focal_point", "administrator", "committee_office"])
def test_nobody_else_knows_of_the_board(plan, visit, people, somebody):
    visit(getattr(people, somebody)).page("plan_tasks.board", 404, plan_id=plan)


def test_only_a_coordinator_is_offered_to_start_a_year(plan, visit, people):
    visit(people.specialist).page("plan_tasks.starting", 403, plan_id=plan)
    assert "Mở nhiệm vụ của năm" not in visit(people.specialist).page("plans.show", plan_id=plan).text


def test_the_annex_says_how_its_rows_stand_and_leads_there(plan, running, visit, people):
    for somebody in (people.coordinator, people.focal_point, people.outsider):
        link = visit(somebody).page("plans.show", plan_id=plan).all("table.annex span.chip a")[0]
        assert (link.text, link["href"]) == ("Đang thực hiện", f"/cases/{running.case_id}")


def test_who_may_not_know_of_the_case_gets_no_link(plan, visit, people):
    page = visit(people.committee_office).page("plans.show", plan_id=plan)
    assert page.all("table.annex span.chip a") == []
    assert "Đang thực hiện" in page.text


def test_the_annex_asks_no_more_for_many_rows_than_for_one(plan, writing, people, app, visit):
    visitor = visit(people.coordinator)
    visitor.page("plans.show", plan_id=plan)
    few = statements_of(app, lambda: visitor.page("plans.show", plan_id=plan))
    with writing():
        for _ in range(5):
            make_row(db.session.get_one(Plan, plan), people.other_agency)
    start(people, plan)
    assert statements_of(app, lambda: visitor.page("plans.show", plan_id=plan)) <= few


def test_a_row_of_many_leads_to_its_cases(app, database, people, writing, visit):
    with writing():
        deploy_ours()
        make_agency("Phường Đông Lam", AgencyKind.ward, code="PDL")
        plan = make_row(make_plan(), "communes").plan_id
    start(people, plan)
    page = visit(people.coordinator).page("plans.show", plan_id=plan)
    link = page.all("table.annex span.chip a")[0]
    assert link.text == "0/2 đã hoàn thành"
    assert len(shown(visit(people.coordinator).open(link["href"]))) == 2
    own = visit(people.outsider).page("plans.show", plan_id=plan).all("table.annex span.chip a")[0]
    assert own.text == "Chờ tiếp nhận"


def test_the_case_shows_the_row_who_is_in_charge_and_its_other_years(plan, running, visit, people, writing):
    with writing():
        row = running.assignment.plan_task
        row.due_kind, row.due_from, row.first_due = "every_year", 2026, date(2026, 12, 31)
    start(people, plan, year=2027)
    page = visit(people.focal_point).page("cases.show", case_id=running.case_id)
    for words in ("Nhiệm vụ trong kế hoạch", "42 cửa hàng", "Lê Thị Thu", "Nhiệm vụ này ở các năm khác", "2027"):
        assert words in page.text


def test_question_and_answer_stand_beside_the_row(given, visit, people):
    given.accept(CLARIFY)
    assert CLARIFY["question"] in visit(people.focal_point).page("cases.show", case_id=given.case_id).text


def test_a_task_at_the_department_is_not_offered_a_rest(running, visit, people):
    running.deliver()
    running.confirm()
    page = visit(people.coordinator).page("cases.show", case_id=running.case_id)
    assert "Tạm dừng" not in [link.text for link in page.all("main a")]


def test_letting_a_task_rest_shows_what_is_wrong_and_keeps_what_was_typed(running, visit, people, reading):
    visitor = visit(people.coordinator)
    form = visitor.page("plan_tasks.resting", case_id=running.case_id).form(f"/plan-tasks/cases/{running.case_id}/rest")
    page = form.submit(status=422, reason="Chờ sửa Thông tư.", review_on="01/11/2026")
    assert "Chọn một ngày sau hôm nay." in page.text
    assert "Chờ sửa Thông tư." in page.text
    form.submit(reason="Chờ sửa Thông tư.", review_on="11/12/2026")
    with reading():
        assert running.assignment.state is AssignmentState.suspended


def test_the_specialist_reads_result_and_evidence_beside_the_row(running, visit, people, writing, reading, now):
    with writing():
        task = processes.open_task(running.case_id, "deliver_result")
        paper = Upload("bien-ban.pdf", io.BytesIO(PDF), is_confirmed_open=True)
        file = attach(task.id, "evidence", paper, actor=people.focal_point.actor, now=now).id
    running.deliver({**RESULT, "evidence": [str(file)]})
    running.confirm()
    with reading():
        check = processes.open_task(running.case_id, "check_result").id
    page = visit(people.specialist).page("tasks.show", task_id=check)
    for words in ("Kết quả đã gửi", RESULT["result"], "bien-ban.pdf", "42 cửa hàng"):
        assert words in page.text


def test_before_a_task_rests_one_reads_which_steps_are_taken_back(running, visit, people):
    page = visit(people.coordinator).page("plan_tasks.resting", case_id=running.case_id)
    assert "Thực hiện, gửi kết quả: đầu mối" in page.text


def test_an_empty_request_is_told_all_that_is_missing_at_once(running, visit, people):
    form = visit(people.focal_point).page("plan_tasks.asking", case_id=running.case_id).form("/contributions")
    text = form.submit(422, request="", until="").text
    assert "còn 3 chỗ cần sửa" in text
    assert "Ngày này không có trong lịch" not in text
