"""More time for a proposal or an opinion: asked for, decided, told; never later than the department's own step."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.cases.errors import CaseNotFound
from app.cases.models import CaseStatus, DateMove
from app.cases.rescheduling import move_deadline
from app.clock import local_date
from app.deadlines.moments import fixed_date
from app.drafting.errors import RepliesClosed, ReplyNotAwaited, TimeAlreadyAsked
from app.drafting.models import PlanOpinion, TimeRequestState
from app.drafting.queries import counts_of, time_requests_of
from app.drafting.service.more_time import ask_more_time
from app.errors import Forbidden, Invalid
from app.extensions import db
from app.organisation.calendar import office_calendar
from app.timeline.outbox_models import OutboxMessage
from tests.drafting.drafts import open_draft
from tests.support.clock import NOW
from tests.support.processes import case_of, open_task

pytestmark = pytest.mark.database

WANTED, GRANTED, CLOSES = date(2026, 12, 18), date(2026, 12, 16), date(2026, 12, 21)
GRANT = {"extension_decision": "grant", "extended_to": GRANTED.isoformat()}
REFUSE = {"extension_decision": "refuse", "refusal_reason": "Dự thảo phải xong trong tháng."}


@pytest.fixture
def collecting(app, database, people):
    """A drafting whose proposals are due by 11/12/2026, and whose coordinator collects until then."""
    return open_draft(people, "extension_request", "plan_opinion", roster=["department"])


@pytest.fixture
def prolonged(collecting, writing, people):
    """The same, once the coordinator has decided to collect until 21/12/2026."""
    with writing():
        later_closing = fixed_date(CLOSES, inclusive=True, calendar=office_calendar())
        actor = people.coordinator.actor
        move_deadline(collecting.case_id, later_closing, reason="Nhiều cơ quan xin thêm.", actor=actor, now=NOW)
    return collecting


@pytest.fixture
def ask(writing, people):
    """Ask for more time as the focal point; returns the case in which it is decided."""

    def ask(case_id, until=WANTED, actor=None, reason="Chờ họp xã."):
        with writing():
            return ask_more_time(case_id, until, reason, actor=actor or people.focal_point.actor, now=NOW).id

    return ask


def decide(draft, request_id, decision):
    draft.do("decide_extension", decision, draft.people.coordinator.actor, case_id=request_id)


def latest(case_id):
    """Return the latest request, in the open unit of work."""
    return time_requests_of(case_id)[0]


def test_what_is_granted_moves_the_proposal_s_own_deadline(prolonged, ask, reading, later):
    case_id = prolonged.proposal_case()
    decide(prolonged, ask(case_id), GRANT)
    with reading():
        assert local_date(case_of(case_id).due_at) == GRANTED
        assert local_date(open_task(case_id, "write_proposal").due_at) == GRANTED
        assert (latest(case_id).state, latest(case_id).granted_until) == (TimeRequestState.granted, GRANTED)
        counts = counts_of([prolonged.id], NOW.replace(month=12, day=14))[prolonged.id]
        assert counts.late == counts.total - 1


def test_a_day_after_the_department_s_own_step_is_refused_until_that_is_moved(collecting, ask, reading):
    request_id = ask(collecting.proposal_case())
    with pytest.raises(Invalid) as refused:
        decide(collecting, request_id, GRANT)
    assert set(refused.value.errors) == {"extended_to"}
    with reading():
        assert latest(collecting.proposal().case_id).state is TimeRequestState.asked


def test_what_is_refused_says_why_and_keeps_the_deadline(collecting, ask, reading):
    case_id = collecting.proposal_case()
    decide(collecting, ask(case_id), REFUSE)
    with reading():
        assert (latest(case_id).state, latest(case_id).refusal) == (
            TimeRequestState.refused,
            "Dự thảo phải xong trong tháng.",
        )
        assert local_date(case_of(case_id).due_at) == date(2026, 12, 11)
        assert db.session.scalars(select(DateMove).where(DateMove.case_id == case_id)).all() == []
        mails = db.session.scalars(select(OutboxMessage).where(OutboxMessage.kind == "extension_refused")).all()
        assert len(mails) >= 1


def test_reminders_rest_until_it_is_decided_also_on_the_head_s_step(collecting, ask, reading):
    case_id = collecting.proposal_case()
    request_id = ask(case_id)
    collecting.write()
    with reading():
        assert open_task(case_id, "sign_proposal").paused_at is not None
    decide(collecting, request_id, REFUSE)
    with reading():
        assert open_task(case_id, "sign_proposal").paused_at is None


def test_one_request_waits_at_a_time(collecting, ask):
    ask(collecting.proposal_case())
    with pytest.raises(TimeAlreadyAsked):
        ask(collecting.proposal_case())


def test_after_a_refusal_it_may_be_asked_again(collecting, ask, reading):
    decide(collecting, ask(collecting.proposal_case()), REFUSE)
    ask(collecting.proposal_case())
    with reading():
        assert latest(collecting.proposal().case_id).state is TimeRequestState.asked


def test_nothing_is_asked_for_what_is_with_the_department(collecting, ask):
    collecting.write()
    collecting.sign()
    with pytest.raises(ReplyNotAwaited):
        ask(collecting.proposal_case())


def test_nothing_is_asked_once_collecting_has_ended_and_what_waits_lapses(collecting, ask, reading):
    request_id = ask(collecting.proposal_case())
    collecting.close()
    with reading():
        assert case_of(request_id).status is CaseStatus.cancelled
        assert latest(collecting.proposal().case_id).state is TimeRequestState.lapsed
    with pytest.raises(RepliesClosed):
        ask(collecting.proposal_case())


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"until": date(2026, 12, 11)}, "until"), ({"until": NOW.date()}, "until"), ({"reason": " "}, "reason")],
)
def test_a_request_that_cannot_be_is_refused_at_its_field(collecting, ask, changes, field):
    with pytest.raises(Invalid) as refused:
        ask(collecting.proposal_case(), **changes)
    assert list(refused.value.errors) == [field]


@pytest.mark.parametrize(
    ("somebody", "refusal"),
    [("specialist", Forbidden), ("coordinator", Forbidden), ("auditor", Forbidden), ("outsider", CaseNotFound)],
)
def test_only_its_agency_asks(collecting, ask, people, somebody, refusal):
    with pytest.raises(refusal):
        ask(collecting.proposal_case(), actor=getattr(people, somebody).actor)


def test_an_opinion_may_have_more_time_as_long_as_opinions_are_gathered(collecting, ask, reading, people):
    collecting.propose()
    collecting.close()
    collecting.consolidate()
    collecting.allocate(100, 12.5)
    collecting.ask("SCT")
    with reading():
        case_id = db.session.scalars(select(PlanOpinion.case_id)).one()
    request_id = ask(case_id, until=date(2026, 12, 30))
    with pytest.raises(Invalid):
        decide(collecting, request_id, {**GRANT, "extended_to": (date(2026, 12, 25) + timedelta(days=1)).isoformat()})
    decide(collecting, request_id, REFUSE)


def test_the_agency_asks_on_a_page_and_sees_what_became_of_it(prolonged, visit, people):
    case_id = prolonged.proposal_case()
    visitor = visit(people.focal_point)
    case = visitor.page("cases.show", case_id=case_id)
    assert "Xin gia hạn" in case.text
    sheet = visitor.page("drafting.more_time", case_id=case_id)
    assert sheet.form("/more-time").submit(422, until="10/12/2026", reason="").all(".errsum li")
    answer = sheet.form("/more-time").submit(until="18/12/2026", reason="Chờ họp xã.")
    assert "Chưa quyết định" in answer.text
    assert "quyết định" in visitor.page("drafting.more_time", case_id=case_id).text


def test_the_coordinator_s_task_opens_and_the_answer_is_shown(prolonged, ask, visit, people, reading):
    case_id = prolonged.proposal_case()
    request_id = ask(case_id)
    with reading():
        task_id = open_task(request_id, "decide_extension").id
    assert "Chờ họp xã." in visit(people.coordinator).page("tasks.show", task_id=task_id).text
    decide(prolonged, request_id, GRANT)
    assert "Đã gia hạn đến 16/12/2026" in visit(people.focal_point).page("cases.show", case_id=case_id).text
