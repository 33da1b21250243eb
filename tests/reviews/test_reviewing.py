"""A review: who is asked, what becomes of the answers, and how the report is approved."""

import pytest
from sqlalchemy import select

from app.cases.models import CaseStatus
from app.errors import Forbidden, Invalid
from app.extensions import db
from app.issuing.queries import latest_document
from app.organisation.models import AgencyKind
from app.organisation.roles import Actor, Role
from app.plans.models import Plan
from app.reviews.errors import ReviewNotFound, ReviewRunning
from app.reviews.models import AssessmentState, ReviewState, SelfAssessment
from app.reviews.queries import figures_of, progress_of
from app.reviews.service import asking, assessing, closing
from app.reviews.service.beginning import begin_review
from tests.reviews.reviewing import (
    ACCEPTED,
    AGREED,
    APPROVE,
    APPROVED,
    CLOSE,
    DONE,
    DRAFT,
    FINISHED,
    HALF,
    ISSUE,
    REDRAFT,
    RETURN,
    SEND_BACK,
    SIGN,
    Reviewed,
)
from tests.support.clock import NOW
from tests.support.factories import make_agency
from tests.support.processes import case_of, open_task

pytestmark = pytest.mark.database


def test_a_review_with_every_return_is_approved_in_the_end(asked, people, reading):
    asked.assess(HALF)
    case_id = asked.assessment_case(people.agency.id)
    asked.do("sign_assessment", {"head_decision": "return", "return_reason": "Nêu rõ."}, people.head.actor, case_id)
    asked.send(HALF)
    asked.check({"assessment_decision": "return", "return_reason": "Thiếu nguyên nhân."})
    asked.send(DONE)
    asked.check()
    specialist, leader, office = people.specialist.actor, people.leader.actor, people.committee_office.actor
    asked.do("gather", CLOSE, specialist)
    for meeting in (REDRAFT, AGREED):
        asked.do("draft_review", DRAFT, specialist)
        asked.do("hold_meeting", meeting, specialist)
    for signing in (RETURN, SIGN):
        asked.do("finish_report", FINISHED, specialist)
        asked.do("sign_document", signing, leader)
    asked.do("decide_submission", SEND_BACK, office)
    asked.do("finish_report", FINISHED, specialist)
    asked.do("sign_document", SIGN, leader)
    asked.do("decide_submission", APPROVE, office)
    asked.do("record_issue", ISSUE, specialist)
    with reading():
        review = asked.review()
        assert (review.state, case_of(asked.case_id).status) == (ReviewState.approved, CaseStatus.completed)
        assert latest_document(asked.case_id).number == ISSUE["document_number"]
        assert progress_of(review) == (1, 0, 1)


def test_each_lead_agency_is_asked_about_its_own_rows(asked, people, reading):
    with reading():
        facts = case_of(asked.assessment(people.agency.id).case_id).facts
        assert "cột đo xăng dầu" in facts
        assert "Tập huấn" not in facts


def test_a_group_is_asked_member_by_member(app, database, people, writing, reading):
    with writing():
        ward = make_agency("Phường Hải Đăng", AgencyKind.ward).id
    review = Reviewed(people, rows=(("Tuyên truyền ngày đo lường", "communes"),))
    review.open()
    with reading():
        assert "ngày đo lường" in case_of(review.assessment(ward).case_id).facts
        assert "ngày đo lường" in case_of(review.assessment(people.other_agency.id).case_id).facts


def test_when_the_last_one_is_taken_in_the_review_goes_on_by_itself(asked, people, reading):
    asked.send()
    asked.check()
    commune = people.other_agency.id
    other = asked.assessment_case(commune)
    asked.do("assess", {"tasks": [DONE], "general": "Hoàn thành."}, people.outsider.actor, other)
    head = Actor(people.head.id, "", seats=frozenset({(commune, Role.agency_head)}))
    asked.do("sign_assessment", APPROVED, head, other)
    with reading():
        assert open_task(asked.case_id, "gather")
    asked.do("check_assessment", ACCEPTED, people.specialist.actor, other)
    with reading():
        assert [task.element for task in case_of(asked.case_id).open_tasks] == ["draft_review"]


def test_who_never_sent_anything_is_noted_when_it_is_closed(asked, people, reading):
    asked.send()
    asked.do("gather", CLOSE, people.specialist.actor)
    with reading():
        other = asked.assessment(people.other_agency.id)
        assert other.state is AssessmentState.not_sent
        assert case_of(other.case_id).status is CaseStatus.cancelled
        assert asked.assessment(people.agency.id).state is AssessmentState.submitted


def test_what_is_checked_after_the_close_still_counts(asked, people, reading):
    asked.send(HALF)
    asked.do("gather", CLOSE, people.specialist.actor)
    asked.check()
    with reading():
        (row, _) = figures_of(asked.review()).rows
        assert (row.percent, row.said[0][1].cause) == (50, "Chưa bố trí kinh phí.")


def test_every_handler_done_twice_does_its_work_once(asked, people, writing):
    asked.send()
    asked.check()
    asked.do("gather", CLOSE, people.specialist.actor)
    case_id = asked.assessment_case(people.agency.id)
    with writing():
        before = str([figures_of(asked.review()).rows, asked.review().gathered_at])
        asking.ask_agencies(asked.case_id, NOW)
        assessing.take_in(case_id, NOW)
        closing.close_gathering(asked.case_id, NOW)
        for _ in range(2):
            closing.approve_review(asked.case_id, NOW)
        assert str([figures_of(asked.review()).rows, asked.review().gathered_at]) == before


@pytest.mark.parametrize(
    ("field", "wrong"), [("period_to", "2020"), ("due_on", "2026-11-20"), ("review_kind", "yearly")]
)
def test_a_wrong_description_is_refused_and_nobody_is_asked(begun, reading, field, wrong):
    with pytest.raises(Invalid) as refused:
        begun.open(**{field: wrong})
    assert list(refused.value.errors) == [field]
    with reading():
        assert begun.review().state is ReviewState.preparing


def test_a_meeting_still_to_come_is_refused(asked, people):
    asked.do("gather", CLOSE, people.specialist.actor)
    asked.do("draft_review", DRAFT, people.specialist.actor)
    with pytest.raises(Invalid):
        asked.do("hold_meeting", {**AGREED, "held_on": "2026-11-21"}, people.specialist.actor)


def test_half_done_needs_a_cause(asked):
    with pytest.raises(Invalid) as refused:
        asked.assess({**HALF, "cause": ""})
    assert list(refused.value.errors) == ["tasks[0].cause"]


def test_agencies_of_some_kinds_only_can_be_asked(begun, people, reading):
    begun.open(asked_kinds=["department"])
    with reading():
        asked = db.session.scalars(select(SelfAssessment.agency_id)).all()
        assert asked == [people.agency.id]


def test_kinds_that_lead_nothing_are_refused(begun):
    with pytest.raises(Invalid) as refused:
        begun.open(asked_kinds=["party"])
    assert list(refused.value.errors) == ["asked_kinds"]


def test_a_self_assessment_is_named_by_the_number_of_the_plan_and_the_years(asked, people, reading):
    with reading():
        title = case_of(asked.assessment(people.agency.id).case_id).title
        assert title == "Tự đánh giá thực hiện 86/KH-UBND, 2021–2025"


def test_a_plan_without_number_is_named_by_the_beginning_of_its_title(begun, people, writing, reading):
    with writing():
        plan = db.session.get_one(Plan, begun.plan_id)
        plan.number, plan.title = "", "Kế hoạch " + "nâng cao năng suất " * 10
    begun.open(period_from="2025")
    with reading():
        title = case_of(begun.assessment(people.agency.id).case_id).title
        assert title.startswith("Tự đánh giá thực hiện Kế hoạch nâng cao")
        assert title.endswith("…, 2025")
        assert len(title) < 120


def test_one_plan_has_one_review_at_a_time(begun, people, writing):
    with writing(), pytest.raises(ReviewRunning):
        begin_review(begun.plan_id, actor=people.coordinator.actor, now=NOW)


def test_only_a_coordinator_begins_one(begun, people, writing):
    with writing(), pytest.raises(Forbidden):
        begin_review(begun.plan_id, actor=people.specialist.actor, now=NOW)


def test_a_plan_that_is_not_in_force_is_not_reviewed(begun, people, writing):
    with writing(), pytest.raises(ReviewNotFound):
        begin_review(999, actor=people.coordinator.actor, now=NOW)
