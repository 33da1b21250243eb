"""Reports that reach the department on paper or by the document system; numbers that come later; phone calls."""

import io
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.cases.attachments import Upload, attachments_of
from app.cases.errors import CaseNotFound
from app.errors import Forbidden, Invalid
from app.extensions import db
from app.reports.errors import CampaignClosed, ReportAlreadyReceived
from app.reports.models import Channel
from app.reports.queries import matrix
from app.reports.service.receiving import Receipt, note_call, receive, record_number
from app.timeline.log import Subject
from app.timeline.queries import entries
from tests.files.made import PDF
from tests.reports import rounds
from tests.reports.rounds import RETURN

pytestmark = pytest.mark.database


@pytest.fixture
def take_in(opened, writing, now):
    """Record a report on paper as the coordinator."""

    def take_in(actor=None, upload=None, at=now, **changes):
        receipt = {"channel": Channel.paper, "received_at": now - timedelta(hours=1), "number": "215/BC-SCT"}
        with writing():
            case_id = opened.submission().case_id
            acting = actor or opened.people.coordinator.actor
            receive(case_id, Receipt(**{**receipt, **changes}), upload=upload, actor=acting, now=at)

    return take_in


def where(opened):
    return rounds.open_elements(opened.submission().case_id)


def test_a_report_on_paper_goes_straight_to_the_check(opened, take_in, reading):
    take_in()
    with reading():
        row = opened.submission()
        assert where(opened) == ["check_report"]
        assert (row.state, row.channel, row.document_number) == ("submitted", Channel.paper, "215/BC-SCT")


def test_it_may_come_while_the_head_is_reading_the_draft(opened, take_in, reading):
    opened.file()
    take_in()
    with reading():
        assert where(opened) == ["check_report"]


def test_it_may_come_as_the_answer_to_a_return(opened, take_in, reading):
    opened.file()
    opened.approve()
    opened.check(RETURN)
    take_in()
    with reading():
        assert where(opened) == ["check_report"]


def test_it_is_accepted_like_any_other(opened, take_in, reading):
    take_in()
    opened.check()
    with reading():
        assert opened.submission().state == "accepted"


def test_late_is_judged_by_when_it_was_received_not_by_when_that_was_written_down(opened, take_in, now, reading):
    december = now.replace(month=12, day=3)
    take_in(received_at=now, at=december)
    with reading():
        flags = {row.agency_id: late for row, late in matrix(opened.campaign_id, december)}
    assert flags == {opened.people.agency.id: False, opened.people.other_agency.id: True}


def test_a_report_received_late_is_late(opened, take_in, now, reading):
    december = now.replace(month=12, day=3)
    take_in(received_at=december - timedelta(hours=1), at=december)
    with reading():
        assert all(late for _, late in matrix(opened.campaign_id, december))


def test_the_scan_is_kept_on_the_case(opened, take_in, reading):
    take_in(upload=Upload("bao-cao.pdf", io.BytesIO(PDF), is_confirmed_open=True))
    with reading():
        assert [file.name for file in attachments_of(opened.submission().case_id)] == ["bao-cao.pdf"]


def test_a_scan_that_nobody_vouched_for_is_refused_and_nothing_changes(opened, take_in, reading):
    with pytest.raises(Invalid):
        take_in(upload=Upload("bao-cao.pdf", io.BytesIO(PDF), is_confirmed_open=False))
    with reading():
        assert where(opened) == ["draft_report"]
        assert opened.submission().state == "not_started"


def test_what_is_here_already_is_not_received_again(take_in):
    take_in()
    with pytest.raises(ReportAlreadyReceived):
        take_in()


def test_nothing_is_received_after_the_round_was_closed(opened, take_in):
    opened.close()
    with pytest.raises(CampaignClosed):
        take_in()


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("received_at", {"received_at": rounds.NOW + timedelta(minutes=1)}),
        ("received_at", {"received_at": rounds.NOW.replace(year=2006)}),
        ("signed_on", {"signed_on": date(2026, 11, 21)}),
    ],
)
def test_dates_that_cannot_be_are_refused_at_their_field(take_in, field, changes):
    with pytest.raises(Invalid) as refused:
        take_in(**changes)
    assert list(refused.value.errors) == [field]


@pytest.mark.parametrize(
    ("somebody", "refusal"), [("focal_point", Forbidden), ("leader", Forbidden), ("outsider", CaseNotFound)]
)
def test_only_coordinator_and_specialist_take_reports_in(people, take_in, somebody, refusal):
    with pytest.raises(refusal):
        take_in(actor=getattr(people, somebody).actor)


@pytest.mark.parametrize("somebody", ["focal_point", "head", "specialist", "coordinator"])
def test_the_number_may_come_later(opened, people, writing, reading, now, somebody):
    opened.file()
    with reading():
        assert opened.submission().document_number is None
    with writing():
        case_id = opened.submission().case_id
        actor = getattr(people, somebody).actor
        record_number(case_id, "215/BC-SCT", date(2026, 11, 19), actor=actor, now=now)
    with reading():
        assert opened.submission().document_number == "215/BC-SCT"


def test_a_phone_call_stands_in_the_timeline(opened, people, writing, reading, now):
    with writing():
        case_id = opened.submission().case_id
        note_call(case_id, "Nguyễn Minh Hà", "Hẹn gửi thứ Tư.", actor=people.coordinator.actor, now=now)
    with reading():
        newest = entries(Subject("case", case_id))[0]
        assert (newest.action, newest.payload["note"]) == ("agency.called", "Hẹn gửi thứ Tư.")


def test_no_early_message_is_kept_for_later(opened, take_in, reading):
    from app.cases.models import BufferedMessage

    take_in()
    with pytest.raises(ReportAlreadyReceived):
        take_in()
    with reading():
        assert db.session.scalars(select(BufferedMessage)).all() == []
