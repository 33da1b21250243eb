"""Replies that reach the department on paper: a proposal, an opinion, the money for each row."""

import io
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from app.cases.attachments import Upload, attachments_of
from app.cases.errors import CaseNotFound
from app.cases.forms import form_of
from app.cases.models import BufferedMessage, CaseStatus
from app.cases.receipts import Channel
from app.drafting.errors import RepliesClosed, ReplyNotAwaited
from app.drafting.models import PaperReply, PlanOpinion, ProposalState
from app.drafting.queries import counts_of, proposals, replies_of, totals_of
from app.drafting.service.receiving import Letter, receive
from app.errors import Forbidden, Invalid
from app.extensions import db
from app.tasks.entries import begins_with, entries_of
from app.timeline.log import Subject
from app.timeline.queries import entries
from tests.drafting import drafts
from tests.drafting.drafts import NIL, PROPOSAL, RETURN, ROW, open_draft
from tests.files.made import PDF
from tests.support.clock import NOW
from tests.support.processes import case_of, open_task

pytestmark = pytest.mark.database

LETTER = Letter(Channel.paper, NOW, "215/SCT-KH", NOW.date() - timedelta(days=1), "Trần Văn Bình")
AGREES = {"opinion_decision": "agree"}


@pytest.fixture
def record(writing, people):
    """Record a reply on paper as the specialist; returns its key."""

    def record(case_id, said=PROPOSAL, actor=None, upload=None, at=NOW, **changes):
        with writing():
            acting = actor or people.specialist.actor
            return receive(case_id, replace(LETTER, **changes), said, upload=upload, actor=acting, now=at).id

    return record


@pytest.fixture
def consulted(app, database, people):
    """A draft of two rows that waits for the finance agency."""
    opened = open_draft(people, "plan_opinion", roster=["department"])
    opened.propose()
    opened.close()
    opened.consolidate()
    return opened


def opinion_case(agency_id):
    """Return the case of an agency's opinion, in the open unit of work."""
    return db.session.scalars(select(PlanOpinion.case_id).where(PlanOpinion.agency_id == agency_id)).one()


def test_a_proposal_on_paper_goes_straight_to_the_department(draft, record, reading):
    record(draft.proposal_case())
    with reading():
        proposal = draft.proposal()
        assert (proposal.state, proposal.row_count, proposal.submitted_at) == (ProposalState.submitted, 2, NOW)
        open_task(proposal.case_id, "take_in")


def test_it_may_come_while_the_head_reads_another_version(draft, record, reading):
    draft.write({"rows": [ROW]})
    record(draft.proposal_case())
    with reading():
        assert draft.proposal().row_count == 2
        open_task(draft.proposal().case_id, "take_in")


def test_its_rows_come_into_the_draft_like_any_others(draft, record, reading, people):
    record(draft.proposal_case())
    draft.take_in()
    with reading():
        rows = drafts.rows_of(draft.id)
        assert [(row.content, row.lead) for row in rows] == [
            (ROW["content"], people.agency.name),
            ("Tập huấn về đo lường", people.agency.name),
        ]


def test_a_letter_may_say_that_there_is_nothing_to_propose(draft, record, reading):
    record(draft.proposal_case(), NIL)
    with reading():
        assert draft.proposal().is_nil


def test_when_it_is_returned_the_agency_goes_on_from_what_was_recorded(draft, record, reading):
    record(draft.proposal_case())
    draft.take_in(RETURN)
    with reading():
        assert [row["content"] for row in drafts.facts(draft.proposal().case_id)["rows"]] == [
            row["content"] for row in PROPOSAL["rows"]
        ]
    record(draft.proposal_case(), NIL)
    with reading():
        assert draft.proposal().state is ProposalState.submitted
        assert len(replies_of(draft.proposal().case_id)) == 2


def test_late_is_judged_by_the_day_it_was_received(draft, record, reading, later, people):
    record(draft.proposal_case(), received_at=NOW, at=later(days=40))
    record(draft.proposal_case(people.other_agency.id), received_at=later(days=39), at=later(days=40))
    with reading():
        flags = {row.agency_id: late for row, late in proposals(draft.id, later(days=40))}
        assert (flags[people.agency.id], flags[people.other_agency.id]) == (False, True)
        assert counts_of([draft.id], later(days=40))[draft.id].states[ProposalState.submitted] == 2


def test_who_recorded_what_for_whom_stands_in_the_timeline(draft, record, reading, people):
    record(draft.proposal_case())
    with reading():
        told = next(e for e in entries(Subject("case", draft.proposal().case_id)) if e.action == "reply.recorded")
        assert told.actor_id == people.specialist.id
        assert (told.payload["agency"], told.payload["number"]) == (people.agency.name, "215/SCT-KH")


def test_the_scan_is_kept_on_the_case(draft, record, reading):
    record(draft.proposal_case(), upload=Upload("de-xuat.pdf", io.BytesIO(PDF), is_confirmed_open=True))
    with reading():
        case_id = draft.proposal().case_id
        assert [file.id for file in attachments_of(case_id)] == [replies_of(case_id)[0].attachment_id]


def test_a_scan_that_nobody_vouched_for_is_refused_and_nothing_changes(draft, record, reading):
    with pytest.raises(Invalid):
        record(draft.proposal_case(), upload=Upload("de-xuat.pdf", io.BytesIO(PDF), is_confirmed_open=False))
    with reading():
        assert draft.proposal().state is ProposalState.not_started
        open_task(draft.proposal().case_id, "write_proposal")


def test_what_is_recorded_already_is_not_recorded_again(draft, record, reading):
    record(draft.proposal_case())
    with pytest.raises(ReplyNotAwaited):
        record(draft.proposal_case())
    with reading():
        assert db.session.scalar(select(func.count()).select_from(PaperReply)) == 1
        assert db.session.scalars(select(BufferedMessage)).all() == []


def test_nothing_is_recorded_once_collecting_has_ended(draft, record):
    draft.close()
    with pytest.raises(RepliesClosed):
        record(draft.proposal_case())


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("received_on", {"received_at": NOW + timedelta(minutes=1)}),
        ("received_on", {"received_at": NOW - timedelta(days=2)}),
        ("signed_on", {"signed_on": NOW.date() + timedelta(days=1)}),
        ("signed_on", {"signed_on": date(2006, 11, 19)}),
        ("number", {"number": " "}),
        ("signer", {"signer": ""}),
    ],
)
def test_a_letter_that_cannot_be_is_refused_at_its_field(draft, record, reading, field, changes):
    with pytest.raises(Invalid) as refused:
        record(draft.proposal_case(), **changes)
    assert list(refused.value.errors) == [field]
    with reading():
        assert draft.proposal().state is ProposalState.not_started


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"rows": []}, "rows"),
        ({"rows": [{**ROW, "time": "Mùa hè"}]}, "rows[0].time"),
        ({"rows": [{**ROW, "result": ""}]}, "rows[0].result"),
    ],
)
def test_rows_are_checked_as_the_agency_s_own_would_be(draft, record, said, field):
    with pytest.raises(Invalid) as refused:
        record(draft.proposal_case(), said)
    assert list(refused.value.errors) == [field]


@pytest.mark.parametrize(
    ("somebody", "refusal"),
    [
        ("focal_point", Forbidden),
        ("head", Forbidden),
        ("leader", Forbidden),
        ("auditor", Forbidden),
        ("outsider", CaseNotFound),
        ("administrator", CaseNotFound),
        ("committee_office", CaseNotFound),
    ],
)
def test_only_coordinator_and_specialist_record_for_an_agency(draft, record, people, somebody, refusal):
    with pytest.raises(refusal):
        record(draft.proposal_case(), actor=getattr(people, somebody).actor)


def test_the_coordinator_records_as_well(draft, record, people, reading):
    record(draft.proposal_case(), actor=people.coordinator.actor)
    with reading():
        assert draft.proposal().state is ProposalState.submitted


def test_an_opinion_on_paper_ends_its_case_and_is_answered_like_any_other(consulted, record, reading, people):
    consulted.allocate(100, 12.5)
    consulted.ask("SCT")
    with reading():
        case_id = opinion_case(people.agency.id)
    record(case_id, {"opinion_decision": "comment", "opinion": "Bổ sung cơ quan phối hợp."})
    with reading():
        assert case_of(case_id).status is CaseStatus.completed
        opinion = db.session.scalars(select(PlanOpinion)).one()
        assert (opinion.agrees, opinion.document_number, opinion.given_at) == (False, "215/SCT-KH", NOW)
    consulted.close_opinions()
    consulted.answer({"response": "accepted"})


def test_an_opinion_is_not_recorded_once_they_are_gathered(consulted, record, reading, people):
    consulted.allocate(100, 12.5)
    consulted.ask("SCT")
    with reading():
        case_id = opinion_case(people.agency.id)
    consulted.close_opinions()
    with pytest.raises(RepliesClosed):
        record(case_id, AGREES)


def test_the_finance_agency_may_allocate_on_paper(consulted, record, reading):
    rows = [{"allocated": 100}, {"allocated": 12.5}]
    record(consulted.case_id, {"budget_decision": "agree", "budget_rows": rows})
    with reading():
        assert totals_of(consulted.id).allocated == 112_500
        assert replies_of(consulted.case_id)[0].agency.code == "STC"
    consulted.ask("SCT")


def test_nothing_is_recorded_before_the_finance_agency_is_asked(draft, record):
    with pytest.raises(ReplyNotAwaited):
        record(draft.case_id, {"budget_decision": "agree", "budget_rows": []})


TYPED = {"rows": [{**ROW, "content": "Nội dung cơ quan tự nhập"}]}


def begun_with(case_id):
    """Return what the form of the open proposal begins with, and from which document."""
    task = open_task(case_id, "write_proposal")
    said = begins_with(task, form_of(task))
    return [row["content"] for row in entries_of(task, form_of(task))["rows"]], said.number if said else None


def test_a_typed_proposal_that_paper_replaced_comes_back_as_the_paper_says(draft, record, reading, later):
    draft.write(TYPED)
    record(draft.proposal_case(), at=later(days=1))
    draft.take_in(RETURN)
    with reading():
        contents = [row["content"] for row in PROPOSAL["rows"]]
        assert begun_with(draft.proposal().case_id) == (contents, "215/SCT-KH")


def test_of_two_documents_the_later_one_holds(draft, record, reading, later):
    record(draft.proposal_case(), at=later(days=1))
    draft.take_in(RETURN)
    record(draft.proposal_case(), TYPED, at=later(days=2), number="230/SCT-KH")
    draft.take_in(RETURN)
    with reading():
        assert begun_with(draft.proposal().case_id) == (["Nội dung cơ quan tự nhập"], "230/SCT-KH")


def test_what_the_agency_typed_after_the_paper_holds_again(draft, record, reading, later):
    record(draft.proposal_case(), at=later(days=1))
    draft.take_in(RETURN)
    draft.write(TYPED, now=later(days=2))
    draft.sign(now=later(days=2))
    draft.take_in(RETURN)
    with reading():
        assert begun_with(draft.proposal().case_id) == (["Nội dung cơ quan tự nhập"], None)
