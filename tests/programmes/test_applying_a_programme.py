"""From the training to the published class."""

from datetime import date

import pytest

from app.cases.errors import NotYourTask
from app.cases.models import CaseStatus
from app.errors import Conflict, Invalid
from app.processes.handlers import ServiceCall
from app.programmes import handlers
from app.programmes.models import State
from app.programmes.queries import enterprise_file
from tests.programmes.enterprises import APPROVAL, PROGRAMME, PUBLISHED, RATED, REVIEW, SENT, SESSIONS, SITUATION
from tests.support import units
from tests.support.clock import NOW

pytestmark = pytest.mark.database
NEXT_YEAR = NOW.replace(year=2027, day=22)
SOON_AFTER = NOW.replace(year=2027, month=12, day=27)


def call(one, element) -> ServiceCall:
    return ServiceCall(one.case_id, element, {}, NOW)


def test_a_session_to_come_is_refused(enterprise):
    one = enterprise().selected()
    to_come = {"sessions": [{**SESSIONS["sessions"][0], "given_on": "2026-12-24"}]}
    with pytest.raises(Invalid) as refused:
        one.do("train_enterprise", to_come)
    assert list(refused.value.errors) == ["sessions[0].given_on"]


def test_nine_groups_are_kept_and_kept_once(enterprise):
    one = enterprise().selected()
    one.do("train_enterprise", SESSIONS)
    one.do("analyse_situation", SITUATION, one.focal_point)
    one.do("check_analysis", {"analysis_decision": "return", "return_reason": "Nhóm 4 chưa có chuẩn."})
    one.do("analyse_situation", SITUATION, one.focal_point)
    with units.reading():
        assert enterprise_file(one.enrolment).analysed == 9


def test_an_analysis_with_a_gap_is_refused(enterprise):
    one = enterprise().selected()
    one.do("train_enterprise", SESSIONS)
    rows = [dict(row) for row in SITUATION["situation"]]
    rows[3]["evidence"] = ""
    with pytest.raises(Invalid) as refused:
        one.do("analyse_situation", {"situation": rows}, one.focal_point)
    assert list(refused.value.errors) == ["situation[3].evidence"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"period_to": "2027-11-18"}, "period_to"), ({"programme_name": "Chương trình mẫu"}, "programme_name")],
    ids=["a day short of a year", "a name of nobody"],
)
def test_a_programme_is_refused_that_is(enterprise, changes, field):
    one = enterprise().analysed()
    with pytest.raises(Invalid) as refused:
        one.do("draft_programme", {**PROGRAMME, **changes}, one.focal_point)
    assert list(refused.value.errors) == [field]


def test_a_full_year_is_enough(enterprise):
    one = enterprise().analysed()
    one.do("draft_programme", {**PROGRAMME, "period_to": "2027-11-19"}, one.focal_point)
    with units.reading():
        assert one.enrolment.state is State.drafting


def test_the_department_does_not_approve_the_programme(enterprise, people):
    one = enterprise().drafted()
    with pytest.raises(NotYourTask):
        one.do("approve_programme", APPROVAL, people.leader.actor)


def test_an_approval_to_come_is_refused(enterprise):
    one = enterprise().drafted()
    with pytest.raises(Invalid):
        one.do("approve_programme", {**APPROVAL, "approved_on": "2026-11-21"}, one.head)


def test_a_returned_draft_stays_the_same_version(enterprise):
    one = enterprise().drafted()
    one.do("approve_programme", {"programme_decision": "return", "return_reason": "Thiếu kinh phí."}, one.head)
    one.do("draft_programme", {**PROGRAMME, "objectives": "Mới"}, one.focal_point)
    with units.reading():
        assert [version.number for version in enterprise_file(one.enrolment).versions] == [1]


def test_an_approved_programme_is_reviewed_after_a_year(enterprise):
    one = enterprise().applied()
    with units.writing():
        handlers.put_in_force(call(one, "put_in_force"))  # twice
    with units.reading():
        assert (one.enrolment.state, one.enrolment.review_on) == (State.in_force, date(2027, 11, 20))


def test_nothing_is_due_before_the_year_is_over(enterprise):
    one = enterprise().applied()
    one.fires(NOW.replace(year=2027, month=11, day=19))
    with units.reading():
        assert one.enrolment.state is State.in_force


def test_a_revision_is_a_new_version_approved_again(enterprise):
    one = enterprise().applied()
    one.asks_revision("Thêm dây chuyền")
    one.do("consider_revision", {"year_decision": "revise", "revision_note": "Đồng ý"})
    one.do("draft_programme", {**PROGRAMME, "objectives": "Thêm dây chuyền"}, one.focal_point)
    one.do("give_opinion", {"opinion": "Thống nhất"})
    one.do("approve_programme", {**APPROVAL, "approval_number": "20/QĐ-HM"}, one.head)
    with units.reading():
        versions = enterprise_file(one.enrolment).versions
        assert [(one.number, one.approval_number) for one in versions] == [(2, "20/QĐ-HM"), (1, "12/QĐ-HM")]
        assert one.enrolment.review_on == date(2027, 11, 20)


def test_a_programme_that_is_not_applied_is_not_revised(enterprise):
    one = enterprise().drafted()
    with pytest.raises(Conflict):
        one.asks_revision("Sớm")


def test_a_returned_review_stays_one_review(enterprise):
    one = enterprise().applied()
    one.fires(NEXT_YEAR)
    for decision in ({"year_decision": "return", "return_reason": "Phần 4 chưa có số."}, {"year_decision": "continue"}):
        one.do("write_review", REVIEW, one.focal_point, NEXT_YEAR)
        one.do("check_review", decision, now=NEXT_YEAR)
    with units.writing():
        handlers.accept_review(call(one, "accept_review"))  # twice
    with units.reading():
        assert [review.number for review, _ in enterprise_file(one.enrolment).reviews] == [1]
        assert one.enrolment.review_on == date(2028, 11, 20)


def test_finishing_ends_the_file_without_a_class(enterprise):
    one = enterprise().reviewed("finish", NEXT_YEAR)
    with units.reading():
        assert (one.enrolment.state, one.case.status) == (State.finished, CaseStatus.completed)


def test_a_rating_has_four_dates_of_two_authorities(enterprise, people):
    one = enterprise().reviewed("rate", NEXT_YEAR)
    one.do("rate_programme", RATED, now=NEXT_YEAR)
    one.do("sign_document", {"sign_decision": "approve"}, people.leader.actor, NEXT_YEAR)
    back = {"committee_decision": "return", "return_reason": "Làm rõ hiệu quả."}
    one.do("decide_submission", back, people.committee_office.actor, NEXT_YEAR)
    one.do("rate_programme", RATED, now=NEXT_YEAR)
    one.do("sign_document", {"sign_decision": "approve"}, people.leader.actor, NEXT_YEAR)
    approve = {"committee_decision": "approve"}
    one.do("decide_submission", approve, people.committee_office.actor, NEXT_YEAR.replace(day=24))
    one.do("record_issue", SENT, now=NEXT_YEAR.replace(day=25))
    with pytest.raises(Invalid) as refused:
        one.do("record_publication", {**PUBLISHED, "published_on": "2027-11-24"}, now=SOON_AFTER)
    assert list(refused.value.errors) == ["published_on"]
    one.do("record_publication", PUBLISHED, now=SOON_AFTER)
    with units.reading():
        found = one.enrolment
        assert (found.proposed_on, found.committee_on, found.sent_on, found.published_on) == (
            date(2027, 11, 22),
            date(2027, 11, 24),
            date(2027, 11, 25),
            date(2027, 12, 20),
        )
        assert (found.proposed_class, found.published_class) == ("Tiêu biểu xuất sắc", "Tiêu biểu xuất sắc")
        assert (found.state, one.case.status) == (State.rated, CaseStatus.completed)


def test_a_slow_file_is_looked_at_and_can_be_closed(enterprise):
    one = enterprise().selected()
    one.fires(NOW.replace(year=2027, month=5, day=21))
    one.do("review_slow_case", {"stall_decision": "close", "stall_note": "Doanh nghiệp tạm ngừng."})
    with units.reading():
        assert (one.enrolment.state, one.case.status) == (State.stalled, CaseStatus.completed)


def test_a_slow_file_can_go_on(enterprise):
    one = enterprise().selected()
    one.fires(NOW.replace(year=2027, month=5, day=21))
    one.do("review_slow_case", {"stall_decision": "go_on", "stall_note": "Hẹn tháng sau."})
    one.do("train_enterprise", SESSIONS)
    with units.reading():
        assert one.enrolment.state is State.analysing
