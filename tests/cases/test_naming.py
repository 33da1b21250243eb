"""A restricted case whose coordinators have all left gets a new one, and nobody reads it unnoticed on the way."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, select

from app.cases.access import sees_case
from app.cases.confidential.models import CaseReading
from app.cases.confidential.naming import Naming, left_cases, name_coordinator, tell_leadership
from app.cases.confidential.people import named_on
from app.cases.confidential.service import Choice, restrict
from app.cases.errors import CaseNotFound
from app.cases.models import Case
from app.errors import Forbidden, Invalid
from app.extensions import db
from app.organisation.models import RoleGrant, User
from app.organisation.roles import Role
from app.timeline.log import Subject
from app.timeline.outbox_models import OutboxMessage
from app.timeline.queries import entries
from tests.support import processes
from tests.support.clock import NOW
from tests.support.factories import grant, make_seat, make_user

REASON = "Chị Lan đã chuyển công tác."
TITLE = "Đơn phản ánh của ông Nguyễn Văn Tám"


@pytest.fixture
def case_id(writing, people):
    """A case that is restricted to the focal point's side and the coordinator."""
    with writing():
        processes.deploy_approval()
        begun = processes.start("approval", people.agency).case_id
        db.session.get_one(Case, begun).title = TITLE
    with writing():
        restrict(Choice(begun, frozenset(), "Có tên người gửi."), actor=people.coordinator.actor, now=NOW)
    return begun


@pytest.fixture
def successor(writing):
    """Somebody who is a coordinator too and not named on the case."""
    with writing():
        user = make_user("Lò Thị Sau", "sau@lamgiang.example")
        grant(user, Role.coordinator)
        return user.id


@pytest.fixture(params=["account closed", "role taken away"])
def left(request, case_id, people, writing):
    """The case, once its only coordinator has left."""
    with writing():
        if request.param == "account closed":
            db.session.get_one(User, people.coordinator.id).disabled_at = NOW
        else:
            of_coordinator = RoleGrant.user_id == people.coordinator.id
            db.session.execute(delete(RoleGrant).where(of_coordinator))
    return case_id


def name(case_id, user_id, actor, now=NOW):
    return name_coordinator(Naming(case_id, user_id, REASON), actor=actor, now=now)


def mails(kind):
    return db.session.scalars(select(OutboxMessage).where(OutboxMessage.kind == kind).order_by(OutboxMessage.id)).all()


@pytest.mark.database
@pytest.mark.parametrize("somebody", ["leader", "administrator"])
def test_the_leadership_or_an_administrator_names_a_coordinator(left, successor, people, writing, reading, somebody):
    actor = getattr(people, somebody).actor
    with writing():
        name(left, successor, actor)
    with reading():
        assert successor in named_on(left)
        assert not sees_case(actor, db.session.get_one(Case, left))
        assert left_cases(actor) == []


@pytest.mark.database
def test_who_named_whom_and_why_stands_in_the_history(left, successor, people, writing, reading):
    with writing():
        name(left, successor, people.administrator.actor)
    with reading():
        told = entries(Subject("case", left))[0]
        assert (told.action, told.actor_id) == ("case.coordinator_named", people.administrator.id)
        assert (told.payload["who"], told.payload["reason"]) == ("Lò Thị Sau", REASON)


def test_the_leadership_and_the_coordinator_are_told_by_mail(left, successor, people, writing, reading):
    with writing():
        head = make_user("Hà Văn Sáu", "sau.hv@lamgiang.example")
        make_seat(people.department, Role.agency_head, head)
        head_id = head.id
    with writing():
        name(left, successor, people.administrator.actor)
    with reading():
        to_leadership, to_coordinator = mails("coordinator_named"), mails("coordinator_named_to")
        assert {mail.recipient_id for mail in to_leadership} == {people.leader.id, head_id}
        assert [mail.recipient_id for mail in to_coordinator] == [successor]
        assert all("Ngô Gia Khánh" in mail.text and REASON in mail.text for mail in to_leadership)
        assert not [mail for mail in (*to_leadership, *to_coordinator) if TITLE in mail.text + mail.subject]


def test_a_case_that_has_a_coordinator_is_not_there_for_them(case_id, successor, people, writing):
    with writing(), pytest.raises(CaseNotFound):
        name(case_id, successor, people.administrator.actor)


def test_an_open_case_is_not_there_for_them(writing, people, successor):
    with writing():
        processes.deploy_approval()
        open_case = processes.start("approval", people.agency).case_id
    with writing(), pytest.raises(CaseNotFound):
        name(open_case, successor, people.leader.actor)


def test_only_a_coordinator_can_be_named(left, successor, people, writing):
    with writing(), pytest.raises(Invalid) as refused:
        name(left, people.specialist.id, people.leader.actor)
    assert list(refused.value.errors) == ["coordinator"]


@pytest.mark.parametrize("somebody", ["specialist", "head", "auditor", "committee_office"])
def test_nobody_else_names_one(left, successor, people, writing, somebody):
    with writing(), pytest.raises(Forbidden):
        name(left, successor, getattr(people, somebody).actor)


def test_the_leadership_is_told_once_a_month_until_somebody_is_named(left, successor, people, writing, reading, later):
    for now in (NOW, NOW + timedelta(hours=1), later(days=40)):
        with writing():
            assert tell_leadership(now) == 1
    with writing():
        name(left, successor, people.leader.actor)
    with writing():
        assert tell_leadership(later(days=80)) == 0
    with reading():
        told = mails("case_without_coordinator")
        assert [mail.recipient_id for mail in told] == [people.leader.id] * 2
        assert not [mail for mail in told if TITLE in mail.text]


def test_the_page_shows_a_number_and_no_more_and_names_somebody(left, successor, people, visit, reading):
    page = visit(people.administrator).page("cases.without_coordinator")
    assert f"Hồ sơ #{left}" in page.text
    assert TITLE not in page.text
    assert people.agency.name not in page.text
    answer = page.form(f"/without-coordinator/{left}").submit(coordinator=str(successor), reason=REASON)
    assert "Mọi hồ sơ hạn chế đều có điều phối viên" in answer.text
    with reading():
        assert db.session.scalars(select(CaseReading)).all() == []


def test_whoever_is_named_sees_the_case_and_is_noted(left, successor, people, writing, visit, reading):
    with writing():
        grant(db.session.get_one(User, people.administrator.id), Role.coordinator)
    with writing():
        name(left, people.administrator.id, people.administrator.actor)
    page = visit(people.administrator).page("cases.show", case_id=left)
    assert "đã chỉ định Ngô Gia Khánh làm điều phối viên của hồ sơ" in page.text
    with reading():
        assert [row.user_id for row in db.session.scalars(select(CaseReading))] == [people.administrator.id]


def test_an_empty_choice_is_asked_for_again(left, successor, people, visit):
    page = visit(people.leader).page("cases.without_coordinator")
    answer = page.form(f"/without-coordinator/{left}").submit(422, coordinator="", reason="")
    assert "Chọn một điều phối viên." in answer.text
