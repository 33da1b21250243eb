"""Follow an application by its code, complete it, withdraw it, have it forgotten."""

import pytest

from app.applications import codes
from app.applications.queries import application_of
from app.applications.service import take_in
from app.applications.service.withdrawing import erase_personal_data
from app.cases.completing import complete_task
from app.cases.models import CaseStatus
from app.extensions import db
from app.organisation.models import Agency, AgencyKind, User
from app.organisation.roles import SYSTEM
from app.timeline.outbox_models import OutboxMessage
from tests.applications.laboratory import code_in, everything, letters, open_task
from tests.support.clock import NOW
from tests.support.processes import case_of

pytestmark = pytest.mark.database
RETURN = {"check": "return", "return_reason": "Thiếu danh mục thiết bị."}


@pytest.fixture
def application(applicant):
    """The case of a confirmed application."""
    return applicant.apply()


@pytest.fixture
def returned(application, people, writing):
    """One that came back to its applicant."""
    with writing():
        task = open_task(application, "look")
        complete_task(task.id, RETURN, actor=people.specialist.actor, now=NOW)
    return application


def test_code_and_address_show_how_it_stands(applicant, application):
    page = applicant.track(code_in(letters()[-1]).lower().replace("-", " "))
    assert "Sở đang xem" in page.text
    assert "Kết quả trong 5 ngày làm việc." in page.text


def test_a_wrong_address_and_an_unknown_code_get_the_same_answer(applicant, application):
    unknown = codes.shown(codes.new_code())
    answers = {
        applicant.track(email="ai@songlam.example", status=422).one(".errsum").text,
        applicant.track(unknown, status=422).one(".errsum").text,
    }
    assert len(answers) == 1
    assert "Không tìm thấy hồ sơ nào" in answers.pop()


def test_who_guesses_has_to_wait(applicant, application):
    for _ in range(6):
        applicant.track(codes.shown(codes.new_code()), status=422)
    applicant.track(codes.shown(codes.new_code()), status=429)


def test_what_came_back_shows_why_and_is_completed(applicant, returned, reading):
    page = applicant.track()
    assert "Thiếu danh mục thiết bị." in page.text
    form = applicant.visitor.open(f"{page.path}/correction").form("/correction")
    assert "Sở đã nhận nội dung bổ sung." in form.submit(need="Bổ sung danh mục", _send="").text
    with reading():
        assert application_of(returned).answers["need"] == "Bổ sung danh mục"
        assert open_task(returned, "look")


def test_wrong_additions_stay_in_the_form(applicant, returned):
    form = applicant.visitor.open(f"{applicant.track().path}/correction").form("/correction")
    page = form.submit(422, tax_code="1", need="Bổ sung danh mục", _send="")
    assert page.one("[name=need]").text == "Bổ sung danh mục"


def test_out_of_turn_there_is_nothing_to_complete(applicant, application):
    applicant.visitor.open(f"{applicant.track().path}/correction", status=409)


def test_a_withdrawn_application_ends_its_case_and_is_forgotten_if_asked_to(applicant, application, reading):
    form = applicant.visitor.open(f"{applicant.track().path}/withdrawal").form("/withdrawal")
    assert "xóa dữ liệu cá nhân của bạn" in form.submit(erase="true").text
    with reading():
        assert case_of(application).status is CaseStatus.cancelled
    left = everything()
    assert [word for word in ("songlam.example", "Bích Loan", "0900 000 111") if word in left] == []


def test_erased_twice_is_erased_once(application, people, writing):
    with writing():
        row = application_of(application)
        for _ in range(2):
            erase_personal_data(row, "Người đăng ký yêu cầu.", actor=people.coordinator.actor, now=NOW)
        assert (row.email, row.data) == ("", "{}")


def test_a_coordinator_erases_with_a_reason(application, visit, people):
    coordinator = visit(people.coordinator)
    page = coordinator.page("applications.erasing", case_id=application)
    assert "Bích Loan" in page.text  # so that nobody else's words are erased
    assert "Hồ sơ đang chạy." in page.text
    assert "Nhập lý do xóa" in page.form("/erasure").submit(422, reason=" ").text
    shown = page.form("/erasure").submit(reason="Người đăng ký yêu cầu.")
    assert "Người đăng ký yêu cầu." in shown.text
    assert "Bích Loan" not in shown.text


def test_who_is_taken_in_gets_an_agency_and_an_invitation_once(application, people, writing):
    with writing():
        row, case = application_of(application), case_of(application)
        first = take_in(case, row, AgencyKind.laboratory, actor=SYSTEM, now=NOW)
        again = take_in(case, row, AgencyKind.laboratory, actor=SYSTEM, now=NOW)
        assert first.id == again.id == case.agency_id
        user = db.session.query(User).filter_by(email="loan@songlam.example").one()
        assert user.name == "Ngô Thị Bích Loan"
        assert db.session.query(OutboxMessage).filter_by(recipient_id=user.id).count() == 1


def test_the_same_tax_code_is_the_same_agency(application, applicant, writing):
    second = applicant.apply()
    with writing():
        for case_id in (application, second):
            take_in(case_of(case_id), application_of(case_id), AgencyKind.enterprise, actor=SYSTEM, now=NOW)
        assert db.session.query(Agency).filter_by(code="DN2900123456").count() == 1


def test_the_case_shows_what_was_applied_for(application, visit, people):
    text = visit(people.specialist).page("cases.show", case_id=application).text
    assert "Xây dựng hệ thống theo ISO/IEC 17025" in text
    assert code_in(letters()[-1]) in text
