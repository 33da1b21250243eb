"""An old link says what became of the work, to those who had received it and to nobody else."""

import pytest

from app.cases.cancelling import cancel_case
from app.cases.completing import complete_task
from app.extensions import db
from app.organisation.models import Seat
from app.organisation.roles import Role
from tests.support.factories import make_user


@pytest.fixture
def done(started, writing, people, now):
    """The first step, sent by the deputy."""
    with writing():
        complete_task(started.task_id, {"subject": "Xong"}, actor=people.deputy.actor, now=now)
    return started


def test_the_colleague_of_the_seat_reads_who_did_it_and_where_the_case_is(done, visit, people):
    page = visit(people.focal_point).open(f"/tasks/{done.task_id}", 410)
    assert page.h1 == "Việc này đã xong"
    assert "Lê Quốc Đạt đã gửi “Viết đề nghị” lúc 20/11/2026 09:00" in page.text
    assert "Hồ sơ đang ở bước “Xem đề nghị”" in page.text


def test_whoever_did_it_reads_so(done, visit, people):
    assert "Bạn đã gửi" in visit(people.deputy).open(f"/tasks/{done.task_id}", 410).text


@pytest.mark.parametrize("role", ["outsider", "administrator", "coordinator", "auditor"])
def test_for_all_others_it_is_not_there(done, visit, people, role):
    somebody = visit(getattr(people, role))
    assert somebody.open(f"/tasks/{done.task_id}", 404).text == somebody.open("/tasks/999999", 404).text


def test_work_that_is_no_longer_needed_says_so(started, visit, people, writing, now):
    with writing():
        cancel_case(started.case_id, "Trùng", actor=people.coordinator.actor, now=now)
    page = visit(people.focal_point).open(f"/tasks/{started.task_id}", 410)
    assert page.h1 == "Không cần làm việc này nữa"


def test_who_had_the_mail_before_the_seat_changed_hands_learns_where_it_went(started, visit, people, writing):
    with writing():
        seat = db.session.query(Seat).filter_by(agency_id=people.agency.id, role=Role.focal_point).one()
        seat.holder_id, seat.deputy_id = make_user("Người Mới").id, None
    page = visit(people.focal_point).open(f"/tasks/{started.task_id}", 410)
    assert page.h1 == "Việc này đã chuyển cho người khác"
    assert "Mở hồ sơ" not in page.text
