"""An agency asks for more time; the coordinator grants it or refuses it."""

from datetime import date

import pytest
from sqlalchemy import select

from app.cases.cancelling import cancel_case
from app.cases.errors import CaseNotFound
from app.cases.models import Case, CaseStatus
from app.clock import LOCAL
from app.errors import Forbidden, Invalid
from app.extensions import db
from app.reports.errors import CampaignClosed, ExtensionAlreadyAsked, ReportAlreadyReceived
from app.reports.models import ExtensionState
from app.reports.queries import matrix
from app.reports.service.extensions import ask_extension
from app.timeline.outbox_models import OutboxMessage
from tests.reports.rounds import RETURN
from tests.support import processes

pytestmark = pytest.mark.database

UNTIL = date(2026, 12, 4)
REASON = "Kế toán trưởng nghỉ ốm, chưa có số chi."
GRANT = {"extension_decision": "grant", "extended_to": "2026-12-04"}
REFUSE = {"extension_decision": "refuse", "refusal_reason": "Đã gia hạn một lần trong năm."}


@pytest.fixture
def ask(opened, writing, now):
    """Ask for more time as the focal point, and return the request's case."""

    def ask(until=UNTIL, actor=None):
        with writing():
            asking = actor or opened.people.focal_point.actor
            return ask_extension(opened.submission().case_id, until, REASON, actor=asking, now=now).id

    return ask


def decide(opened, request_id, entries):
    opened.do("decide_extension", entries, opened.people.coordinator.actor, case_id=request_id)


def draft_task(opened):
    return processes.open_task(opened.submission().case_id, "draft_report")


def is_late(opened, at):
    return next(late for row, late in matrix(opened.campaign_id, at) if row.agency_id == opened.people.agency.id)


def test_while_it_is_undecided_reminders_pause_and_the_matrix_says_so(opened, ask, reading):
    ask()
    with reading():
        assert draft_task(opened).paused_at is not None
        assert opened.submission().extension is ExtensionState.asked


def test_reminders_go_on_resting_when_the_report_reaches_the_head(opened, ask, reading):
    request = ask()
    opened.file()
    with reading():
        assert processes.open_task(opened.submission().case_id, "head_review").paused_at is not None
    decide(opened, request, REFUSE)
    with reading():
        assert processes.open_task(opened.submission().case_id, "head_review").paused_at is None


def test_granted_time_moves_the_report_its_task_and_the_judgement_of_lateness(opened, ask, now, reading):
    decide(opened, ask(), GRANT)
    with reading():
        task, row = draft_task(opened), opened.submission()
        assert {f"{each.due_at.astimezone(LOCAL):%d/%m/%Y}" for each in (task, row)} == {"04/12/2026"}
        assert (task.paused_at, row.extended_to, row.extension) == (None, UNTIL, ExtensionState.granted)
        assert not is_late(opened, now.replace(month=12, day=4))
        assert is_late(opened, now.replace(month=12, day=5))


def test_refused_time_leaves_the_deadline_and_reminders_go_on(opened, ask, reading):
    decide(opened, ask(), REFUSE)
    with reading():
        task, row = draft_task(opened), opened.submission()
        assert f"{row.due_at.astimezone(LOCAL):%d/%m/%Y}" == "29/11/2026"
        assert (task.paused_at, row.extended_to, row.extension) == (None, None, ExtensionState.refused)


@pytest.mark.parametrize(("decision", "words"), [(GRANT, "04/12/2026"), (REFUSE, "Đã gia hạn một lần trong năm.")])
def test_the_agency_is_told_what_was_decided(opened, ask, people, reading, decision, words):
    decide(opened, ask(), decision)
    with reading():
        kinds = ("extension_granted", "extension_refused")
        mails = db.session.scalars(select(OutboxMessage).where(OutboxMessage.kind.in_(kinds))).all()
        assert {mail.recipient_id for mail in mails} == {people.focal_point.id, people.head.id}
        assert all(words in mail.text for mail in mails)


def test_a_returned_report_gets_more_time_for_its_resubmission(opened, writing, reading, now):
    opened.file()
    opened.approve()
    opened.check(RETURN)
    with writing():
        actor = opened.people.head.actor
        request = ask_extension(opened.submission().case_id, date(2026, 12, 11), REASON, actor=actor, now=now).id
    decide(opened, request, {"extension_decision": "grant", "extended_to": "2026-12-11"})
    with reading():
        row, task = opened.submission(), processes.open_task(opened.submission().case_id, "revise_report")
        assert row.resubmit_by == date(2026, 12, 11)
        assert f"{task.due_at.astimezone(LOCAL):%d/%m/%Y}" == "11/12/2026"
        assert f"{row.due_at.astimezone(LOCAL):%d/%m/%Y}" == "29/11/2026"


def test_asking_twice_is_refused(ask):
    ask()
    with pytest.raises(ExtensionAlreadyAsked):
        ask()


def test_after_a_refusal_one_may_ask_again(opened, ask, reading):
    decide(opened, ask(), REFUSE)
    decide(opened, ask(), GRANT)
    with reading():
        assert opened.submission().extended_to == UNTIL


@pytest.mark.parametrize("day", [date(2026, 11, 19), date(2026, 11, 29)])
def test_a_day_that_gives_no_more_time_is_refused(ask, day):
    with pytest.raises(Invalid) as refused:
        ask(day)
    assert list(refused.value.errors) == ["until"]


def test_the_coordinator_cannot_grant_a_day_that_gives_no_more_time(opened, ask):
    request = ask()
    with pytest.raises(Invalid) as refused:
        decide(opened, request, {**GRANT, "extended_to": "2026-11-25"})
    assert list(refused.value.errors) == ["extended_to"]


def test_a_report_that_was_sent_needs_no_more_time(opened, ask):
    opened.file()
    opened.approve()
    with pytest.raises(ReportAlreadyReceived):
        ask()


def test_a_request_ends_with_its_report(opened, ask, reading):
    request = ask()
    opened.close()
    with reading():
        assert db.session.get_one(Case, request).status is CaseStatus.cancelled
        assert opened.submission().extension is None


def test_a_request_that_is_ended_undecided_lets_reminders_go_on(opened, ask, people, writing, reading, now):
    request = ask()
    with writing():
        cancel_case(request, "Xin nhầm.", actor=people.coordinator.actor, now=now)
    with reading():
        assert draft_task(opened).paused_at is None
        assert opened.submission().extension is None


def test_after_the_round_was_closed_nobody_gets_more_time(opened, ask):
    opened.close()
    with pytest.raises(CampaignClosed):
        ask()


@pytest.mark.parametrize(("somebody", "refusal"), [("specialist", Forbidden), ("outsider", CaseNotFound)])
def test_only_the_agency_itself_may_ask(people, ask, reading, somebody, refusal):
    with pytest.raises(refusal):
        ask(actor=getattr(people, somebody).actor)
    with reading():
        assert db.session.scalars(select(Case).where(Case.title.startswith("Xin gia hạn"))).all() == []
