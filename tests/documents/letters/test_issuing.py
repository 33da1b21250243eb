"""What the records office gave is recorded by a person, told to every case, corrected with a reason, or withdrawn."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import delete, func, insert, select

from app.cases.attachments import file_store
from app.cases.jobs import run_due
from app.documents.letters import telling
from app.documents.letters.composing import Drafting
from app.documents.letters.drafting import draft
from app.documents.letters.errors import LetterAlreadyIssued, LetterNotIssued, LetterWithdrawn, StillTelling
from app.documents.letters.issuing import correct_record, record_issue, withdraw
from app.documents.letters.models import Letter, LetterAgency, LetterKind
from app.documents.letters.queries import count_named, named_in, printed, require_letter
from app.errors import Forbidden, Invalid
from app.extensions import db
from app.files.refusals import UnsafeFile
from app.organisation.models import AgencyKind
from app.reports.history import history
from app.timeline.log import Subject
from app.timeline.queries import entries
from tests.documents.letters.conftest import ASKED, ISSUE, LATE, signed
from tests.files.made import docx
from tests.reports.rounds import open_round
from tests.support.factories import make_agency

pytestmark = pytest.mark.database

AFTER = LATE + timedelta(hours=2)


@pytest.fixture
def record(writing, people):
    """Record an issue as the coordinator."""

    def record(letter_id, issue=ISSUE, upload=None, actor=None, now=AFTER):
        with writing():
            record_issue(letter_id, issue, upload or signed(), actor=actor or people.coordinator.actor, now=now)

    return record


def actions(reading, subject_type, subject_id):
    with reading():
        return [entry.action for entry in entries(Subject(subject_type, subject_id))]


def test_number_day_signer_and_file_are_kept(issued, reading):
    with reading():
        letter = require_letter(issued)
        assert (letter.number, letter.issued_on, letter.signer) == ("512/SKHCN-TĐC", date(2026, 12, 4), "Vũ Đức Long")
        assert file_store().exists(letter.signed_sha256)
        paper = printed(letter)
    assert (paper.number_line, paper.place_and_day) == ("Số: 512/SKHCN-TĐC", "Lam Giang, ngày 04 tháng 12 năm 2026")


def test_every_case_that_is_named_is_told(late, issued, reading, people):
    for agency in (people.agency, people.other_agency):
        assert actions(reading, "case", late.report_case(agency.id))[0] == "letter.issued"
    assert actions(reading, "campaign", late.campaign_id)[0] == "letter.issued"
    assert actions(reading, "letter", issued) == ["letter.issued"]


def test_it_stands_in_the_history_of_the_agency(late, issued, reading, app):
    case_id = late.report_case()
    with app.test_request_context(), reading():
        said = [str(line.text) for line in history(case_id, AFTER)]
    assert any("512/SKHCN-TĐC" in text and "04/12/2026" in text for text in said)


def test_a_letter_is_issued_once(issued, record):
    with pytest.raises(LetterAlreadyIssued):
        record(issued, replace(ISSUE, number="513/SKHCN-TĐC"))


def test_a_number_is_given_once_a_year(drafted, issued, record):
    (other,) = drafted()
    with pytest.raises(Invalid) as refused:
        record(other)
    assert list(refused.value.errors) == ["number"]


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (date(2026, 12, 5), "This day is still to come."),
        (date(2026, 12, 3), "This is before the letter was drafted."),
    ],
)
def test_the_day_lies_between_the_draft_and_today(drafted, record, day, sentence):
    (letter_id,) = drafted()
    with pytest.raises(Invalid) as refused:
        record(letter_id, replace(ISSUE, issued_on=day))
    assert refused.value.errors == {"issued_on": [sentence]}


@pytest.mark.parametrize(
    ("upload", "kind"),
    [
        (signed(is_open=False), Invalid),
        (signed("512.docx", content=docx()), Invalid),
        (signed("512.pdf", content=b"MZ program"), UnsafeFile),
        (signed("MẬT 512.pdf"), UnsafeFile),
    ],
    ids=["not confirmed", "no PDF", "a program", "marked secret"],
)
def test_a_file_that_may_not_be_kept_is_refused_and_nothing_is_recorded(drafted, record, reading, upload, kind):
    (letter_id,) = drafted()
    with pytest.raises(kind):
        record(letter_id, upload=upload)
    with reading():
        assert require_letter(letter_id).is_draft


def test_without_the_signed_file_nothing_is_recorded(drafted, writing, people, reading):
    (letter_id,) = drafted()
    with pytest.raises(Invalid), writing():
        record_issue(letter_id, ISSUE, None, actor=people.coordinator.actor, now=AFTER)
    with reading():
        assert require_letter(letter_id).is_draft


@pytest.mark.parametrize("somebody", ["specialist", "leader", "auditor", "head"])
def test_only_a_coordinator_records(drafted, record, people, somebody):
    (letter_id,) = drafted()
    with pytest.raises(Forbidden):
        record(letter_id, actor=getattr(people, somebody).actor)


def test_a_correction_needs_no_new_file_and_remembers_what_stood_before(late, issued, writing, reading, people):
    right = replace(ISSUE, number="521/SKHCN-TĐC")
    with writing():
        correct_record(issued, right, None, "Gõ nhầm số", actor=people.coordinator.actor, now=AFTER)
    with reading():
        letter = require_letter(issued)
        assert (letter.number, letter.signed_name) == ("521/SKHCN-TĐC", "512.pdf")
        entry = entries(Subject("case", late.submission().case_id))[0]
    assert entry.action == "letter.corrected"
    assert (entry.payload["number_before"], entry.payload["number"]) == ("512/SKHCN-TĐC", "521/SKHCN-TĐC")
    assert entry.payload["reason"] == "Gõ nhầm số"


def test_a_withdrawn_letter_keeps_its_number_and_can_no_longer_be_changed(
    issued, drafted, record, writing, people, reading
):
    coordinator = people.coordinator.actor
    with writing():
        withdraw(issued, "Ban hành nhầm, thay bằng 530/SKHCN-TĐC", actor=coordinator, now=AFTER)
    with pytest.raises(LetterWithdrawn), writing():
        correct_record(issued, ISSUE, None, "x", actor=coordinator, now=AFTER)
    (other,) = drafted()
    with pytest.raises(Invalid):
        record(other)
    assert actions(reading, "letter", issued) == ["letter.withdrawn", "letter.issued"]


def test_a_draft_can_be_neither_corrected_nor_withdrawn(drafted, writing, people):
    (letter_id,) = drafted()
    with pytest.raises(LetterNotIssued), writing():
        withdraw(letter_id, "x", actor=people.coordinator.actor, now=AFTER)
    with pytest.raises(LetterNotIssued), writing():
        correct_record(letter_id, ISSUE, None, "x", actor=people.coordinator.actor, now=AFTER)


def test_more_than_a_batch_of_cases_is_told_by_jobs(app, late, drafted, record, writing, reading, people, monkeypatch):
    monkeypatch.setattr(telling, "BATCH", 1)
    (letter_id,) = drafted()
    record(letter_id)
    with reading():
        assert count_named(letter_id) == (2, 1)
    with pytest.raises(StillTelling), writing():
        withdraw(letter_id, "x", actor=people.coordinator.actor, now=AFTER)
    with app.app_context():
        run_due(lambda: AFTER + timedelta(minutes=1))
    with reading():
        assert count_named(letter_id) == (2, 0)
        assert db.session.scalar(select(func.sum(LetterAgency.told))) == 2
    for agency in (people.agency, people.other_agency):
        case_id = late.report_case(agency.id)
        assert actions(reading, "case", case_id).count("letter.issued") == 1
    with reading():
        entry = entries(Subject("case", late.submission(people.other_agency.id).case_id))[0]
        assert entry.actor_name == people.coordinator.name


def test_cases_in_another_order_than_the_letters_are_all_told(app, people, writing, reading, clock, monkeypatch):
    monkeypatch.setattr(telling, "BATCH", 1)
    with writing():
        for number in range(4):
            make_agency(f"Ủy ban nhân dân phường Đông Lam {number}", AgencyKind.ward)
    opened = open_round(people, roster=["ward"])
    clock.move_to(LATE)
    with writing():
        drafting = Drafting(LetterKind.chase, False, ASKED)
        draft(opened.campaign_id, drafting, actor=people.coordinator.actor, now=LATE)
        letter_id = db.session.scalars(select(Letter.id)).one()
        columns = ("letter_id", "submission_id", "agency_id", "missing")
        named = [{name: getattr(one, name) for name in columns} for one in named_in(letter_id)]
        db.session.execute(delete(LetterAgency))
        db.session.execute(insert(LetterAgency), named[::-1])
    with writing():
        record_issue(letter_id, ISSUE, signed(), actor=people.coordinator.actor, now=AFTER)
    with app.app_context():
        run_due(lambda: AFTER + timedelta(minutes=1))
    with reading():
        assert count_named(letter_id) == (4, 0)
