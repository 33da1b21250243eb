"""Agencies are asked by a case each; what they propose is signed, taken in or returned; what never comes is closed."""

from collections import Counter

import pytest
from sqlalchemy import select

from app.cases import batches, jobs
from app.cases.models import CaseStatus
from app.drafting.models import DraftingStatus, PlanProposal, ProposalState
from app.drafting.queries import counts_of, missing_agencies, require_drafting
from app.drafting.service import closing, opening, proposing
from app.drafting.service.rows import add_row
from app.errors import Invalid
from app.extensions import db
from app.organisation.models import AgencyKind
from app.plans.service.issuing import IssuedPlan, IssuedRow, issue_plan
from tests.drafting import drafts
from tests.drafting.drafts import NIL, RETURN, ROW
from tests.support.factories import make_agency
from tests.support.processes import case_of, open_task

pytestmark = pytest.mark.database


def test_every_agency_of_the_chosen_kinds_is_asked_but_not_the_department(draft, reading, people):
    with reading():
        asked = set(db.session.scalars(select(PlanProposal.agency_id)))
        assert {people.agency.id, people.other_agency.id} < asked
        assert people.department.id not in asked
        assert require_drafting(draft.id).status is DraftingStatus.collecting


def test_a_process_that_dies_between_two_batches_is_followed_by_another(app, database, people, reading, writing,
                                                                       later, monkeypatch):  # fmt: skip
    monkeypatch.setattr(batches, "SIZE", 3)
    with writing():
        for _ in range(8):
            make_agency(kind=AgencyKind.special_zone)
    calls, open_one = Counter(), opening._open

    def dying(*given):
        calls["opened"] += 1
        if calls["opened"] == 5:
            raise KeyboardInterrupt
        open_one(*given)

    monkeypatch.setattr(opening, "_open", dying)
    with pytest.raises(KeyboardInterrupt):
        drafts.open_draft(people, roster=["special_zone"])
    with app.app_context():
        jobs.run_due(lambda: later(minutes=5))
    with reading():
        cases = Counter(db.session.scalars(select(PlanProposal.case_id)))
        assert (len(cases), set(cases.values())) == (8, {1})


def test_freezing_and_opening_twice_asks_nobody_twice(draft, writing, reading, now):
    with reading():
        before = db.session.scalars(select(PlanProposal.case_id).order_by(PlanProposal.id)).all()
    with writing():
        opening.freeze_roster(draft.case_id, now)
        assert opening.open_batch(draft.id, now) == 0
    with reading():
        assert db.session.scalars(select(PlanProposal.case_id).order_by(PlanProposal.id)).all() == before


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"finance_agency": "Sở Không Có"}, "finance_agency"),
        ({"proposals_due": "2026-11-01"}, "proposals_due"),
        ({"opinions_due": "2026-12-01"}, "opinions_due"),
        ({"period_to": "2026-12-31"}, "period_to"),
        ({"roster": ["laboratory"]}, "roster"),
    ],
)
def test_what_cannot_be_opened_is_refused_at_its_field(app, database, people, changes, field, reading):
    with pytest.raises(Invalid) as refused:
        drafts.open_draft(people, **changes)
    assert set(refused.value.errors) == {field}
    with reading():
        assert db.session.scalars(select(PlanProposal)).all() == []


@pytest.mark.parametrize("time", ["Mùa hè", "Quý III năm 2025", "ngày 31/02/2027"])
def test_a_time_that_does_not_say_when_is_refused_at_its_row(draft, reading, time):
    with pytest.raises(Invalid) as refused:
        draft.write({"rows": [ROW, {**ROW, "time": time}]})
    assert set(refused.value.errors) == {"rows[1].time"}
    with reading():
        open_task(draft.proposal().case_id, "write_proposal")


def test_neither_rows_nor_a_nil_proposal_is_refused(draft):
    with pytest.raises(Invalid) as refused:
        draft.write({"rows": []})
    assert set(refused.value.errors) == {"rows"}


def test_what_is_accepted_stands_in_the_draft_once_however_often_it_is_taken_in(draft, writing, reading, people, now):
    draft.propose()
    with writing():
        proposing.accept(draft.proposal().case_id, now)
    with reading():
        rows = drafts.rows_of(draft.id)
        assert [(row.position, row.lead, row.funding) for row in rows] == [
            (1, people.agency.name, 120_500),
            (2, people.agency.name, 30_000),
        ]
        assert draft.proposal().state is ProposalState.accepted


def test_a_nil_proposal_is_accepted_without_a_row(draft, reading):
    draft.write(NIL)
    draft.sign()
    draft.take_in()
    with reading():
        assert drafts.rows_of(draft.id) == []
        assert draft.proposal().is_nil


def test_what_the_head_or_the_department_returns_comes_back_to_the_focal_point(draft, reading):
    draft.write()
    draft.sign({"head_decision": "return", "return_reason": "Bổ sung kinh phí."})
    draft.write()
    draft.sign()
    draft.take_in(RETURN)
    with reading():
        assert draft.proposal().state is ProposalState.returned
        assert open_task(draft.proposal().case_id, "write_proposal").due_at.date().isoformat() == "2026-12-18"
    draft.propose()
    with reading():
        assert draft.proposal().state is ProposalState.accepted


def test_late_is_judged_by_when_it_was_first_sent(draft, reading, later):
    draft.write(now=later(days=30))
    draft.sign(now=later(days=30))
    with reading():
        counts = counts_of([draft.id], later(days=1))[draft.id]
        assert (counts.late, counts.states[ProposalState.submitted]) == (1, 1)
        assert counts_of([draft.id], later(days=40))[draft.id].late == counts.total


def test_closing_ends_what_was_not_sent_and_keeps_what_was(draft, writing, reading, people, now):
    draft.write()
    draft.sign()
    draft.close()
    with writing():
        closing.begin_closing(draft.case_id, now)
        assert closing.close_batch(draft.id, now) == 0
    with reading():
        assert case_of(draft.proposal().case_id).status is CaseStatus.running
        assert case_of(draft.proposal(people.other_agency.id).case_id).status is CaseStatus.cancelled
        assert people.other_agency.name in missing_agencies(draft.id)[0]
    draft.take_in()
    with reading():
        assert len(drafts.rows_of(draft.id)) == 2


def test_a_proposal_is_not_taken_in_while_the_draft_is_with_others(draft, writing, people, now):
    draft.write()
    draft.sign()
    draft.close()
    with writing():
        add_row(draft.id, {**ROW, "lead": "SCT"}, actor=people.specialist.actor, now=now)
    draft.consolidate()
    with pytest.raises(Invalid) as refused:
        draft.take_in()
    assert set(refused.value.errors) == {"take_in_decision"}


def test_what_came_before_is_offered_in_the_form(app, database, people, writing, reading, now):
    with writing():
        plan = IssuedPlan("Kế hoạch 2025-2030", "86/KH-UBND", now.date(), "UBND tỉnh", 2025, 2030)
        rows = [
            IssuedRow("1", (), "Rà soát chuẩn đo lường", "Sở Công Thương", time="Hằng năm"),
            IssuedRow("2", ("II. Kiểm tra",), "Kiểm tra hàng đóng gói", "Các sở, ban, ngành", time="Đến năm 2030"),
            IssuedRow("3", (), "Việc của năm khác", "Sở Công Thương", time="Năm 2028"),
        ]
        issue_plan(plan, rows, actor=people.coordinator.actor, now=now)
    opened = drafts.open_draft(people)
    with reading():
        offered = drafts.facts(opened.proposal().case_id)["rows"]
        assert [row["content"] for row in offered] == ["Rà soát chuẩn đo lường", "Kiểm tra hàng đóng gói"]
        assert offered[1]["group_heading"] == "II. Kiểm tra"
