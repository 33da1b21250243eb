"""Administrators see what failed for good and have it tried again."""

import pytest

from app.cases.incidents import open_incident
from app.cases.models import Incident
from app.extensions import db
from app.timeline.log import Subject
from app.timeline.queries import entries
from tests.support import processes
from tests.support.clock import NOW


@pytest.fixture
def incident(writing, people) -> int:
    """An incident on a case of Sở Công Thương."""
    with writing():
        processes.deploy_approval()
        started = processes.start("approval", people.agency)
        found = open_incident(
            case_id=started.case_id,
            element="write",
            summary="A timer could not fire",
            cause="ValueError: năm 0",
            now=NOW,
        )
        db.session.flush()
        return found.id


def test_the_list_says_what_failed_where_and_why(incident, page, people):
    (row,) = page("incidents.index", as_=people.administrator).all("tbody tr")
    assert "Một mốc hẹn giờ không thực hiện được" in row.text
    assert "approval · write" in row.text
    assert "ValueError: năm 0" in row.text


def test_the_title_of_the_case_is_not_told(incident, page, people):
    assert "Đề nghị mua chuẩn" not in page("incidents.index", as_=people.administrator).text


def test_trying_again_takes_it_off_the_list_and_writes_it_down(incident, page, reading, people):
    after = page("incidents.index", as_=people.administrator).form("/retry").submit()
    assert "Không có bước nào bị lỗi" in after.text
    with reading():
        case_id = db.session.get_one(Incident, incident).case_id
        assert entries(Subject("case", case_id))[0].action == "incident.retried"


def test_what_was_dealt_with_stays_to_be_read(incident, page, people):
    page("incidents.index", as_=people.administrator).form("/retry").submit()
    assert people.administrator.name in page("incidents.index", as_=people.administrator, show="resolved").text


@pytest.mark.parametrize("person", ["coordinator", "focal_point", "auditor"])
def test_nobody_else_knows_of_the_list(incident, visit, people, person):
    visit(getattr(people, person)).page("incidents.index", status=404)
