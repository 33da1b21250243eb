"""A case of any deployed process is begun by hand, by the department's people."""

from datetime import date

import pytest
from sqlalchemy import func, select

from app.cases.beginning import Beginning, begin, startable
from app.cases.models import Case
from app.errors import Forbidden, Invalid
from app.extensions import db
from app.organisation.models import Agency
from app.organisation.roles import SYSTEM
from app.processes.packages import Package
from app.processes.service import deploy
from tests.engine.drawing import element, line, process
from tests.support import processes
from tests.support.clock import NOW
from tests.support.reports import deploy_report

CALLER = process(line("look", body=element("callActivity", "look", calledElement="approval")), key="caller")


@pytest.fixture
def deployed(writing):
    """A process of its own, and those of the reporting cycle."""
    with writing():
        processes.deploy_approval()
        deploy_report()


@pytest.mark.database
def test_the_case_begins_with_agency_title_and_last_day(deployed, writing, people):
    with writing():
        agency = db.session.get_one(Agency, people.agency.id)
        wanted = Beginning("approval", agency, "Hỗ trợ phòng thí nghiệm", date(2026, 12, 4))
        case = begin(wanted, actor=people.specialist.actor, now=NOW)
        assert (case.title, case.agency_id, case.due_at is not None) == (wanted.title, agency.id, True)
        assert case.open_tasks


def test_what_begins_with_its_feature_is_not_offered(deployed, reading):
    with reading():
        assert [definition.key for definition in startable()] == ["approval"]


def test_what_another_process_calls_is_not_offered(deployed, writing):
    with writing():
        deploy(Package(CALLER), actor=SYSTEM, now=NOW)
        assert [definition.key for definition in startable()] == ["caller"]


@pytest.mark.database
def test_nobody_else_begins_one_and_nothing_is_left_of_the_attempt(deployed, writing, people):
    with writing():
        agency = db.session.get_one(Agency, people.agency.id)
        with pytest.raises(Forbidden):
            begin(Beginning("approval", agency, "Thử"), actor=people.leader.actor, now=NOW)
        with pytest.raises(Invalid):
            begin(Beginning("agency_report", agency, "Thử"), actor=people.specialist.actor, now=NOW)
        assert db.session.scalar(select(func.count(Case.id))) == 0


def test_the_page_begins_the_case_and_shows_it(deployed, visit, people):
    page = visit(people.coordinator).page("cases.new", process="approval")
    shown = page.form("/cases/new").submit(agency=people.agency.code, title="Hỗ trợ phòng thí nghiệm")
    assert "Hỗ trợ phòng thí nghiệm" in shown.h1
    assert "Hồ sơ đã bắt đầu" in shown.text


def test_the_page_says_what_is_missing_and_keeps_what_was_entered(deployed, visit, people):
    page = visit(people.specialist).page("cases.new")
    shown = page.form("/cases/new").submit(422, agency="không có", title="Giữ lại tôi")
    assert "Chọn quy trình." in shown.text
    assert "“không có”" in shown.text
    assert shown.form("/cases/new").fields["title"] == ["Giữ lại tôi"]


def test_a_process_that_begins_elsewhere_is_refused_by_name(deployed, visit, people):
    page = visit(people.specialist).page("cases.new")
    shown = page.form("/cases/new").submit(422, process="agency_report", agency=people.agency.code, title="Thử")
    assert "Chọn một quy trình trong danh sách." in shown.text
