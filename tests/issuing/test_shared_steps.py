"""The steps that processes share: signed or returned, submitted and decided, sent out and recorded."""

import pytest

from app.cases.errors import NotYourTask, TaskNotFound
from app.cases.models import CaseAgency, CaseStatus, Relation
from app.errors import Invalid
from app.extensions import db
from app.issuing.errors import NoCommittee
from app.issuing.queries import documents_of, latest_document
from app.issuing.service.submitting import submit_to_committee
from app.organisation.models import Agency
from tests.issuing.letters import APPROVE, ISSUE, RETURN, SEND_BACK, SIGN
from tests.support.clock import NOW
from tests.support.processes import case_of

pytestmark = pytest.mark.database


def test_what_is_returned_twice_is_issued_in_the_end(letter, people, reading):
    for decision in (RETURN, SIGN):
        letter.do("write", {"subject": "Kế hoạch"}, people.specialist.actor)
        letter.do("sign_document", decision, people.leader.actor)
    letter.do("decide_submission", SEND_BACK, people.committee_office.actor)
    letter.do("write", {"subject": "Kế hoạch"}, people.specialist.actor)
    letter.do("sign_document", SIGN, people.leader.actor)
    letter.do("decide_submission", APPROVE, people.committee_office.actor)
    letter.do("record_issue", ISSUE, people.specialist.actor)
    letter.do("record_issue", {**ISSUE, "document_number": "87/TB-SKHCN"}, people.specialist.actor)
    with reading():
        assert case_of(letter.id).status is CaseStatus.completed
        assert [document.number for document in documents_of(letter.id)] == ["412/KH-UBND", "87/TB-SKHCN"]
        assert latest_document(letter.id).number == "87/TB-SKHCN"


def test_only_a_leader_signs(letter, people):
    letter.do("write", {"subject": "Kế hoạch"}, people.specialist.actor)
    with pytest.raises(NotYourTask):
        letter.do("sign_document", SIGN, people.specialist.actor)


def test_the_committee_knows_nothing_of_what_was_not_submitted(letter, people):
    letter.do("write", {"subject": "Kế hoạch"}, people.specialist.actor)
    with pytest.raises(TaskNotFound):
        letter.do("sign_document", SIGN, people.committee_office.actor)


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("issued_on", "2026-11-21"),
        ("document_number", "412"),
        ("document_number", "số 412/KH"),
        ("signer", ""),
        ("file_follows", False),
    ],
)
def test_what_no_document_can_have_is_refused(approved, people, reading, field, wrong):
    with pytest.raises(Invalid) as refused:
        approved.do("record_issue", {**ISSUE, field: wrong}, people.specialist.actor)
    assert list(refused.value.errors) == [{"file_follows": "document_file"}.get(field, field)]
    with reading():
        assert documents_of(approved.id) == []


def test_a_case_submitted_twice_is_submitted_once(submitted, people, writing):
    with writing():
        submit_to_committee(submitted.id, NOW)
        found = db.session.query(CaseAgency).filter_by(case_id=submitted.id, relation=Relation.submitted_to).all()
        assert [one.agency_id for one in found] == [people.committee.id]


def test_without_a_committee_in_the_register_nothing_can_be_submitted(letter, people, writing):
    with writing():
        db.session.get_one(Agency, people.committee.id).valid_to = NOW.date().replace(day=1)
        with pytest.raises(NoCommittee):
            submit_to_committee(letter.id, NOW)
