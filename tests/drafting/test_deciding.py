"""From the consolidated draft to the plan in force: budget, opinions, signature, issue, and the ways back."""

from datetime import date

import pytest
from sqlalchemy import select

from app.cases.models import CaseStatus
from app.drafting.errors import NotIssued
from app.drafting.models import DraftingStatus, PlanOpinion, Response
from app.drafting.queries import is_open, opinions_of, require_drafting, totals_of
from app.drafting.service import consulting, issuing
from app.drafting.service.rows import add_row
from app.errors import Invalid
from app.extensions import db
from app.plan_tasks.models import Assignment
from app.plans.models import Plan, PlanDuty, PlanStatus
from app.plans.queries import tasks_of
from app.reports.queries import obligations
from tests.drafting.drafts import ISSUE, ROW, SIGN, SUBMISSION, TO_THE_END, Draft, facts, open_draft
from tests.support.processes import case_of, open_task

pytestmark = pytest.mark.database


@pytest.fixture
def consolidated(app, database, people) -> Draft:
    """A draft of two rows that has gone to the finance agency."""
    opened = open_draft(people, *TO_THE_END, roster=["department"])
    opened.propose()
    opened.close()
    opened.consolidate()
    return opened


def test_the_finance_agency_allocates_row_by_row(consolidated, reading):
    consolidated.allocate(100, 12.5)
    with reading():
        totals = totals_of(consolidated.id)
        assert (totals.funding, totals.allocated) == (150_500, 112_500)


def test_only_agencies_that_are_known_can_be_asked(consolidated):
    consolidated.allocate(100, 12.5)
    with pytest.raises(Invalid) as refused:
        consolidated.ask("Sở Lạ")
    assert set(refused.value.errors) == {"opinion_agencies"}
    with pytest.raises(Invalid):
        consolidated.ask("")


def test_each_opinion_has_to_be_accepted_or_explained(consolidated, reading, people):
    consolidated.allocate(100, 12.5)
    consolidated.ask()
    consolidated.opine(people.agency.id, people.focal_point.actor, "Bổ sung lực lượng quản lý thị trường.")
    consolidated.close_opinions()
    with pytest.raises(Invalid):
        consolidated.answer({"response": "explained"})
    consolidated.answer({"response": "explained", "explanation": "Đã có ở dòng 1."})
    with reading():
        answered = {one.agency_id: (one.agrees, one.response) for one in opinions_of(consolidated.id)}
        assert answered[people.agency.id] == (False, Response.explained)
        assert set(answered.values()) == {(False, Response.explained), (None, None)}
        open_task(consolidated.case_id, "sign_document")


def test_asking_and_gathering_twice_is_done_once(consolidated, writing, reading, people, now):
    consolidated.allocate(100, 12.5)
    consolidated.ask()
    consolidated.opine(people.agency.id, people.focal_point.actor, "Một ý kiến.")
    with writing():
        assert consulting.ask_batch(consolidated.id, 1, now) == 0
    consolidated.close_opinions()
    with writing():
        consulting.gather(consolidated.case_id, now)
    with reading():
        assert [one["opinion"] for one in facts(consolidated.case_id)["opinions"]] == ["Một ý kiến."]
        ended = select(PlanOpinion.case_id).where(PlanOpinion.given_at.is_(None))
        assert case_of(db.session.scalars(ended).one()).status is CaseStatus.cancelled


def test_what_the_leader_returns_can_be_revised_and_signed_without_asking_again(consolidated, reading, people):
    consolidated.consult()
    returned = {"sign_decision": "return", "return_reason": "Rà lại kinh phí dòng 1."}
    consolidated.do("sign_document", returned, people.leader.actor)
    with reading():
        assert is_open(require_drafting(consolidated.id))
    revised = {"consultation": "sign", "consolidation_note": "Đã rà lại."}
    consolidated.do("revise_draft", revised, people.specialist.actor)
    with reading():
        open_task(consolidated.case_id, "sign_document")


def test_what_the_committee_returns_can_go_to_opinions_again(consolidated, reading, people):
    consolidated.consult()
    consolidated.do("sign_document", SIGN, people.leader.actor)
    consolidated.do("record_issue", SUBMISSION, people.specialist.actor)
    returned = {"committee_decision": "return", "return_reason": "Thiếu ý kiến Sở Tài chính."}
    consolidated.do("decide_submission", returned, people.committee_office.actor)
    revised = {"consultation": "consult", "consolidation_note": "Đã sửa."}
    consolidated.do("revise_draft", revised, people.specialist.actor)
    consolidated.consult()
    with reading():
        assert {one.round for one in opinions_of(consolidated.id)} == {1, 2}
        open_task(consolidated.case_id, "sign_document")


def test_the_issued_plan_is_in_force_with_its_rows_tasks_and_duty(consolidated, reading, people):
    consolidated.consult()
    consolidated.issue()
    with reading():
        plan = db.session.scalars(select(Plan)).one()
        assert (plan.number, plan.issued, plan.status) == ("12/KH-UBND", date(2026, 11, 20), PlanStatus.in_force)
        rows = tasks_of(plan.id)
        assert [row.time_text for row in rows] == ["Quý III", "Hằng năm"]
        assert rows[0].first_due == date(2027, 9, 30)
        assert rows[0].funding_text == "Ngân sách tỉnh: 120,5 triệu đồng"
        begun = db.session.scalars(select(Assignment)).all()
        assert [(one.agency_id, one.case_id is not None) for one in begun] == [(people.agency.id, True)] * 2
        (duty,) = obligations()
        assert (duty.due_day, duty.due_month, duty.plan_id) == (30, 11, plan.id)
        assert require_drafting(consolidated.id).status is DraftingStatus.issued
        assert case_of(consolidated.case_id).status is CaseStatus.completed


def test_issuing_twice_is_done_once(consolidated, writing, reading, now):
    consolidated.consult()
    consolidated.issue()
    with writing():
        issuing.put_in_force(consolidated.case_id, now)
        issuing.start_tasks(consolidated.case_id, now)
        issuing.schedule_report(consolidated.case_id, now)
    with reading():
        assert len(db.session.scalars(select(Plan)).all()) == 1
        assert len(db.session.scalars(select(Assignment)).all()) == 2
        assert len(db.session.scalars(select(PlanDuty)).all()) == len(obligations()) == 1


def test_a_proposal_that_came_too_late_ends_with_the_issue(app, database, people, reading, writing, now):
    draft = open_draft(people, *TO_THE_END, roster=["department"])
    draft.write()
    draft.sign()
    draft.close()
    with writing():
        add_row(draft.id, {**ROW, "lead": "SCT"}, actor=people.specialist.actor, now=now)
    draft.consolidate()
    draft.consult()
    draft.issue()
    with reading():
        assert case_of(draft.proposal().case_id).status is CaseStatus.cancelled


def test_a_plan_without_a_recorded_number_is_not_put_in_force(consolidated, writing, now):
    with writing(), pytest.raises(NotIssued):
        issuing.put_in_force(consolidated.case_id, now)


def test_the_number_is_the_plans_and_not_the_submissions(consolidated, reading, people):
    consolidated.consult()
    consolidated.do("sign_document", SIGN, people.leader.actor)
    with reading():
        assert facts(consolidated.case_id)["document_title"].startswith("Tờ trình")
    consolidated.do("record_issue", SUBMISSION, people.specialist.actor)
    consolidated.do("decide_submission", {"committee_decision": "approve"}, people.committee_office.actor)
    with reading():
        assert facts(consolidated.case_id)["document_title"] == ISSUE["document_title"]
