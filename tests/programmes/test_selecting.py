"""From the application to the decision: complete, score, select or refuse, invite."""

import pytest
from sqlalchemy import func, select

from app.cases.errors import CaseNotFound
from app.cases.models import CaseStatus
from app.errors import Conflict, Forbidden
from app.extensions import db
from app.organisation.models import Agency, Seat, User
from app.organisation.roles import Role
from app.processes.handlers import ServiceCall
from app.programmes.handlers import admit
from app.programmes.models import Help, State
from app.programmes.queries import enterprise_file
from app.programmes.service.applying import complete_application, enter_application
from app.tasks.filed import returned_before
from app.timeline.outbox_models import OutboxMessage
from tests.programmes.enterprises import APPLICATION, CRITERIA, NAME
from tests.support import units
from tests.support.clock import NOW

pytestmark = pytest.mark.database
RETURNED = {"check_decision": "return", "return_reason": "Chưa ghi lần kiểm định gần nhất."}


def points_of(one) -> tuple[int, int, int]:
    with units.reading():
        points = enterprise_file(one.enrolment).points[0]
        return len(points.lines), points.total, points.maximum


def test_an_application_opens_a_file_at_the_department(enterprise, people):
    one = enterprise()
    with units.reading():
        assert (one.enrolment.state, one.case.agency_id) == (State.applied, people.department.id)


def test_only_the_department_enters_applications_for_others(enterprise, people):
    with pytest.raises(Forbidden), units.writing():
        enter_application(APPLICATION, actor=people.focal_point.actor, now=NOW)


def test_an_incomplete_application_waits_with_the_reason(enterprise):
    one = enterprise()
    one.do("check_application", RETURNED)
    with units.reading():
        assert one.enrolment.state is State.completing
        assert returned_before(one.case).reason == RETURNED["return_reason"]


@pytest.mark.parametrize("by", ["specialist", "enterprise"])
def test_a_completed_application_is_checked_again(enterprise, people, by):
    one = enterprise()
    one.do("check_application", RETURNED)
    completed = {**APPLICATION, "instruments": "12 cân, kiểm định ngày 03/3/2026"}
    if by == "specialist":
        one.do("complete_application", completed)
    else:
        with units.writing():
            complete_application(one.case_id, completed, actor=people.specialist.actor, now=NOW)
    with units.reading():
        assert one.enrolment.state is State.applied
        assert "03/3/2026" in one.enrolment.application


def test_an_application_that_was_not_returned_takes_no_completion(enterprise, people):
    one = enterprise()
    with pytest.raises(Conflict), units.writing():
        complete_application(one.case_id, APPLICATION, actor=people.specialist.actor, now=NOW)


def test_points_are_kept_criterion_by_criterion(enterprise):
    assert points_of(enterprise().evaluated()) == (7, 72, 100)


def test_evaluating_again_replaces_the_points(enterprise, people):
    one = enterprise().evaluated()
    back = {"selection_decision": "return", "return_reason": "Xem lại cam kết."}
    one.do("decide_selection", back, people.leader.actor)
    one.do("evaluate_enterprise", {**CRITERIA, "commitment": "none"})
    assert points_of(one) == (7, 58, 100)


def test_a_refused_enterprise_reads_why(enterprise, people):
    one = enterprise().evaluated()
    refusal = {"selection_decision": "refuse", "refusal_reason": "Chưa có phương tiện đo."}
    one.do("decide_selection", refusal, people.leader.actor)
    with units.reading():
        found = one.enrolment
        assert (found.state, found.reason, one.case.status) == (
            State.refused,
            "Chưa có phương tiện đo.",
            CaseStatus.completed,
        )


def test_a_selected_enterprise_gets_an_agency_and_its_people_are_invited(enterprise, people):
    one = enterprise().selected("guided")
    with units.reading():
        found = one.enrolment
        assert (found.help, found.agency.name, one.case.agency_id) == (Help.guided, NAME, found.agency_id)
        addresses = db.session.scalars(select(OutboxMessage.address)).all()
        assert {APPLICATION["contact_email"], APPLICATION["head_email"]} <= set(addresses)
        roles = db.session.scalars(select(Seat.role).where(Seat.agency_id == found.agency_id))
        assert set(roles) == {Role.focal_point, Role.agency_head}


def test_admitting_twice_changes_nothing(enterprise):
    one = enterprise().selected()
    counted = select(func.count())
    with units.reading():
        before = [db.session.scalar(counted.select_from(table)) for table in (Agency, Seat, User)]
    with units.writing():
        admit(ServiceCall(one.case_id, "admit_enterprise", {}, NOW))
    with units.reading():
        assert [db.session.scalar(counted.select_from(table)) for table in (Agency, Seat, User)] == before


def test_an_enterprise_that_is_known_keeps_its_people(enterprise):
    first = enterprise().selected()
    again = enterprise(contact_name="Ai Đó", contact_email="aido@khac.example").selected()
    assert again.focal_point.id == first.focal_point.id


def test_an_enterprise_withdraws(enterprise):
    one = enterprise().selected()
    one.withdraws("Đổi chủ")
    with units.reading():
        found = one.enrolment
        assert (found.state, found.reason, one.case.status) == (State.withdrawn, "Đổi chủ", CaseStatus.completed)


def test_nobody_else_withdraws_an_enterprise(enterprise, people):
    one = enterprise().selected()
    with pytest.raises(CaseNotFound):
        one.withdraws("Phá", people.focal_point.actor)


def test_an_enterprise_withdraws_once(enterprise, people):
    one = enterprise()
    one.withdraws("Thôi", people.specialist.actor)
    with pytest.raises(Conflict):
        one.withdraws("Thôi", people.specialist.actor)
