"""Drafting: one letter to all, one to each in batches, and taking drafts back."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from app.cases.jobs import run_due
from app.documents.letters import drafting as service
from app.documents.letters.composing import Drafting, asked_of
from app.documents.letters.deleting import delete_draft, discard
from app.documents.letters.drafting import draft, draft_batch, first_proposal
from app.documents.letters.errors import LetterAlreadyIssued, LetterNotFound, NobodyToChase, RoundNotOpen
from app.documents.letters.models import Letter, LetterAgency, LetterKind, LetterOrder
from app.documents.letters.queries import printed, require_letter
from app.errors import Forbidden, Invalid
from app.extensions import db
from app.organisation.calendar import office_calendar
from app.organisation.models import AgencyKind
from app.timeline.log import Subject
from app.timeline.queries import entries
from tests.documents.letters.conftest import ASKED, LATE
from tests.reports.rounds import open_round
from tests.support.factories import make_agency

pytestmark = pytest.mark.database


@pytest.fixture
def paper_of(reading):
    def paper_of(letter_id):
        with reading():
            return printed(require_letter(letter_id))

    return paper_of


def told(reading, campaign_id):
    with reading():
        return [(entry.action, entry.payload) for entry in entries(Subject("campaign", campaign_id))]


def test_one_letter_names_all_who_are_late(late, drafted, paper_of, reading):
    (letter_id,) = drafted()
    with reading():
        named = db.session.scalar(select(func.count()).where(LetterAgency.letter_id == letter_id))
    assert len(paper_of(letter_id).addressees) == named == 2
    action, payload = told(reading, late.campaign_id)[0]
    assert (action, payload["agencies"], payload["each"]) == ("letters.drafted", 2, False)


def test_it_names_only_those_who_were_chosen(late, drafted, paper_of, reading):
    with reading():
        chosen = {late.submission().id}
    (letter_id,) = drafted(chosen=chosen)
    assert paper_of(letter_id).addressees == ("Sở Công Thương",)


def test_whoever_filed_since_is_left_out_and_counted(late, drafted, paper_of, reading):
    with reading():
        chosen = {late.submission().id, late.submission(late.people.other_agency.id).id}
    late.file(now=LATE)
    late.approve(now=LATE)
    (letter_id,) = drafted(chosen=chosen)
    assert paper_of(letter_id).addressees == ("Ủy ban nhân dân xã Hòa Bình",)
    with reading():
        assert db.session.scalar(select(LetterOrder.left_out)) == 1


def test_one_to_each_makes_a_letter_for_every_agency(drafted, paper_of):
    letters = drafted(each=True)
    assert [paper_of(one).addressees for one in letters] == [("Sở Công Thương",), ("Ủy ban nhân dân xã Hòa Bình",)]


def test_more_than_a_batch_is_left_to_jobs_and_none_is_drafted_twice(app, drafted, reading, monkeypatch):
    monkeypatch.setattr(service, "BATCH", 1)
    assert len(drafted(each=True)) == 1
    with app.app_context():
        run_due(lambda: LATE + timedelta(minutes=1))
    with reading():
        names = db.session.scalars(select(Letter.to).order_by(Letter.id)).all()
        order = db.session.scalars(select(LetterOrder)).one()
        assert names == ["Sở Công Thương", "Ủy ban nhân dân xã Hòa Bình"]
        assert (order.handled, order.wanted, order.left_out) == (2, 2, 0)


def test_a_later_batch_leaves_out_who_filed_meanwhile(late, drafted, writing, reading, monkeypatch, people):
    monkeypatch.setattr(service, "BATCH", 1)
    drafted(each=True)
    with writing():
        db.session.get_one(type(late.submission()), late.submission(people.other_agency.id).id).state = "submitted"
    with writing():
        assert draft_batch(db.session.scalar(select(LetterOrder.id)), LATE) == 1
    with reading():
        order = db.session.scalars(select(LetterOrder)).one()
        assert (order.handled, order.left_out) == (2, 1)


def test_an_order_that_was_discarded_drafts_no_more(drafted, writing, people, monkeypatch, reading):
    monkeypatch.setattr(service, "BATCH", 1)
    drafted(each=True)
    with writing():
        order_id = db.session.scalar(select(LetterOrder.id))
        discard(order_id, actor=people.coordinator.actor, now=LATE)
    with writing():
        assert draft_batch(order_id, LATE) == 0
    with reading():
        assert db.session.scalar(select(func.count(Letter.id))) == 0


def test_the_report_lists_who_is_late_for_the_committee(drafted, paper_of, issued):
    (letter_id,) = drafted(LetterKind.report)
    paper = paper_of(letter_id)
    assert paper.number_line == "Số:        /BC-SKHCN"
    assert paper.addressees == ("Ủy ban nhân dân tỉnh Lam Giang",)
    table = next(block for block in paper.blocks if hasattr(block, "rows"))
    assert table.rows[0][1:4] == ("Sở Công Thương", "Chưa gửi báo cáo", "4")
    assert table.rows[0][5] == "512/SKHCN-TĐC ngày 04/12/2026"
    text = " ".join(getattr(block, "text", "") for block in paper.blocks)
    assert "có 0/2 cơ quan, đơn vị, địa phương đã gửi báo cáo; 2 cơ quan, đơn vị, địa phương quá hạn" in text
    assert "đã ban hành 1 công văn đôn đốc (số 512/SKHCN-TĐC ngày 04/12/2026)" in text
    assert "kính đề nghị Ủy ban nhân dân tỉnh Lam Giang xem xét, chỉ đạo" in text


def test_what_was_asked_is_kept(drafted, reading):
    drafted()
    with reading():
        assert asked_of(db.session.scalars(select(LetterOrder)).one()) == ASKED


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (date(2026, 12, 13), "This is a day off. Choose a working day."),
        (date(2026, 12, 7), "Leave at least one whole working day before this day."),
        (date(2026, 12, 4), "Choose a working day within the next six months."),
        (date(2026, 12, 1), "Choose a working day within the next six months."),
        (date(9999, 12, 1), "Choose a working day within the next six months."),
    ],
)
def test_the_new_day_works_and_leaves_time(drafted, day, sentence):
    with pytest.raises(Invalid) as refused:
        drafted(asked=replace(ASKED, ask_before=day))
    assert refused.value.errors == {"ask_before": [sentence]}


def test_the_proposed_day_leaves_five_working_days(app, reading):
    with reading():
        assert first_proposal(date(2026, 12, 4), office_calendar()) == date(2026, 12, 14)


def test_nothing_is_drafted_while_nobody_is_late(drafted, now, reading):
    with pytest.raises(NobodyToChase):
        drafted(now=now, asked=replace(ASKED, ask_before=date(2026, 12, 1)))
    with reading():
        assert db.session.scalar(select(func.count(LetterOrder.id))) == 0


def test_nothing_is_drafted_in_a_round_that_is_closed(late, drafted):
    late.close(now=LATE)
    with pytest.raises(RoundNotOpen):
        drafted()


@pytest.mark.parametrize("somebody", ["specialist", "leader", "auditor", "focal_point", "administrator"])
def test_only_a_coordinator_drafts(drafted, people, somebody):
    with pytest.raises(Forbidden):
        drafted(actor=getattr(people, somebody).actor)


def test_a_draft_can_be_deleted_and_the_round_remembers(late, drafted, writing, reading, people):
    (letter_id,) = drafted()
    with writing():
        delete_draft(letter_id, actor=people.coordinator.actor, now=LATE)
    with reading(), pytest.raises(LetterNotFound):
        require_letter(letter_id)
    assert told(reading, late.campaign_id)[0][0] == "letters.deleted"


def test_an_issued_letter_can_not(issued, writing, people):
    with writing(), pytest.raises(LetterAlreadyIssued):
        delete_draft(issued, actor=people.coordinator.actor, now=LATE)


def test_discarding_an_order_keeps_what_has_a_number(issued, writing, reading, people):
    with writing():
        order_id = db.session.scalar(select(LetterOrder.id))
        discard(order_id, actor=people.coordinator.actor, now=LATE)
    with reading():
        assert require_letter(issued).number == "512/SKHCN-TĐC"


def test_a_letter_to_many_lists_them_in_an_annex(app, database, people, writing, clock, reading):
    with writing():
        for number in range(12):
            make_agency(f"Ủy ban nhân dân phường Đông Lam {number}", AgencyKind.ward)
    opened = open_round(people, roster=["ward"])
    clock.move_to(LATE)
    with writing():
        draft(
            opened.campaign_id,
            Drafting(LetterKind.chase, False, ASKED),
            actor=people.coordinator.actor,
            now=LATE,
        )
    with reading():
        paper = printed(require_letter(db.session.scalar(select(Letter.id))))
        chosen = json.loads(db.session.scalar(select(LetterOrder.chosen)))
    assert len(paper.annex.blocks[0].rows) == len(chosen) == 12
