"""The pages of enterprises: list, figures, surveys, an application entered for somebody, the panel."""

import re

import pytest
from sqlalchemy import select

from app.extensions import db
from app.programmes.models import State
from app.timeline.outbox_models import OutboxMessage
from tests.programmes.enterprises import APPLICATION, NAME, Enterprise
from tests.support import units
from tests.support.clock import NOW

RETURNED = {"check_decision": "return", "return_reason": "Ghi lần kiểm định gần nhất."}
REFUSED = {"selection_decision": "refuse", "refusal_reason": "Ngoài danh mục."}
PUBLIC = "/apply/chuong-trinh-do-luong"


@pytest.fixture
def applicant(enterprise, visit):
    """Somebody without an account who has applied and confirmed."""
    visitor = visit()
    visitor.open(PUBLIC).form(PUBLIC).submit(**APPLICATION, agrees="true", _send="")
    visitor.open(re.search(r"/apply/confirm/\S+", letter())[0]).form("/apply/confirm/").submit()
    return visitor


def letter() -> str:
    """Return the newest letter to the applicant."""
    with units.reading():
        query = select(OutboxMessage.text).where(OutboxMessage.address == APPLICATION["contact_email"])
        return db.session.scalars(query.order_by(OutboxMessage.id.desc())).first()


def test_the_list_shows_where_each_stands(enterprise, people, page):
    enterprise()
    shown = page("enterprises.index", as_=people.specialist)
    assert "Đã đăng ký" in shown.text
    assert "Kiểm tra đăng ký" in shown.text


def test_the_list_is_narrowed(enterprise, people, visit, clock):
    enterprise()
    visitor = visit(people.coordinator)

    def shows(query: str) -> bool:
        return NAME in visitor.open(f"/enterprises?{query}").text

    assert shows("state=applied")
    assert shows("q=hai minh")
    assert not shows("state=rated")
    assert not shows("help=guided")
    assert not shows("late=1")
    clock.pass_time(days=14)
    visitor = visit(people.coordinator)
    assert shows("late=1")


def test_an_agencys_people_know_of_no_list(enterprise, people, visit):
    visit(people.focal_point).open("/enterprises", 404)


def test_the_panel_shows_points_and_what_was_applied_with(enterprise, people, visit):
    one = enterprise().evaluated()
    text = visit(people.leader).open(f"/cases/{one.case_id}").text
    assert "72/100" in text
    assert "Mẫu, chưa xác minh" in text
    assert APPLICATION["need"] in text


def test_a_survey_with_a_wrong_tax_code_keeps_what_was_typed(enterprise, people, visit):
    page = visit(people.specialist).open("/enterprises/surveys/new")
    wrong = page.form("/enterprises/surveys").submit(422, name="Công ty Gạch", tax_code="29", need="Lò nung")
    assert "Mã số thuế có 10 hoặc 13 số." in wrong.text
    assert wrong.one("#name")["value"] == "Công ty Gạch"


def test_a_survey_leads_to_an_application(enterprise, people, visit):
    visitor = visit(people.specialist)
    survey = {"name": "Công ty Gạch", "tax_code": "2900555666", "need": "Lò nung"}
    visitor.open("/enterprises/surveys/new").form("/enterprises/surveys").submit(**survey)
    page = visitor.open("/enterprises/new?survey=1")
    assert page.one("[name=tax_code]")["value"] == survey["tax_code"]
    given = {name: value for name, value in APPLICATION.items() if name not in ("enterprise_name", "tax_code")}
    assert "Công ty Gạch" in page.form("/enterprises").submit(**given).h1


def test_an_application_that_is_not_complete_keeps_what_was_typed(enterprise, people, visit):
    form = visit(people.specialist).open("/enterprises/new").form("/enterprises")
    wrong = form.submit(422, **{**APPLICATION, "head_name": ""})
    assert "Nhập họ và tên người đứng đầu." in wrong.text
    assert wrong.one("[name=enterprise_name]")["value"] == NAME


def test_figures_say_what_they_count(enterprise, people, page):
    assert "Mỗi mã số thuế tính một lần" in page("enterprises.figures_page", as_=people.auditor, year=2026).text


def test_withdrawing_asks_why(enterprise, people, visit):
    one = enterprise()
    page = visit(people.specialist).open(f"/enterprises/{one.case_id}/withdraw")
    assert "Ghi lý do" in page.form("withdraw").submit(422).text


def test_before_withdrawing_one_reads_which_steps_end(enterprise, people, visit):
    page = visit(people.specialist).open(f"/enterprises/{enterprise().case_id}/withdraw")
    assert "Kiểm tra đăng ký: chuyên viên" in page.text


def test_a_filter_that_finds_nothing_says_so_and_leads_back(enterprise, people, visit):
    page = visit(people.coordinator).open("/enterprises?q=khong-co-ai")
    assert "Không có doanh nghiệp nào khớp" in page.text
    assert "Xem tất cả" in [link.text for link in page.all("main a[href='/enterprises']")]


def test_figures_stand_under_each_other(enterprise, people, page):
    cells = page("enterprises.figures_page", as_=people.auditor).all("table td[data-l]")
    assert cells
    assert all(cell["class"] == "fig" for cell in cells)


def test_an_applicant_is_written_to_about_what_is_missing(applicant, people):
    one = Enterprise.newest(people)
    one.do("check_application", RETURNED)
    assert RETURNED["return_reason"] in letter()


def test_an_applicant_is_written_to_when_refused(applicant, people):
    one = Enterprise.newest(people).evaluated()
    one.do("decide_selection", REFUSED, people.leader.actor)
    assert REFUSED["refusal_reason"] in letter()


def test_an_applicant_withdraws_by_the_tracking_code(applicant, people):
    one = Enterprise.newest(people)
    code = re.search(r"\b\w{4}-\w{4}-\w{2}\b", letter())[0]
    given = {"code": code, "email": APPLICATION["contact_email"]}
    mine = applicant.open("/apply/track").form("/apply/track").submit(**given)
    withdrawal = next(link["href"] for link in mine.all("a") if link["href"].endswith("/withdrawal"))
    applicant.open(withdrawal).form("withdrawal").submit()
    with units.reading():
        assert one.enrolment.state is State.withdrawn
        assert one.enrolment.ended_at == NOW
