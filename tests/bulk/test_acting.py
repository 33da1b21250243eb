"""Many at once: each done or refused by itself, one entry each, undone as far as nothing has followed."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from app.bulk.errors import AlreadyUndone, NothingChosen
from app.bulk.models import BulkAction, BulkItem, Outcome
from app.bulk.orders import Extend, Reassign, Remind, Whom
from app.bulk.sentences import read
from app.bulk.service import JOB, UNDO_JOB, act_on_many, undo
from app.bulk.targets import Chosen, targets_of
from app.cases import jobs
from app.cases.models import CasePerson, UserTask
from app.clock import local_date
from app.errors import Forbidden
from app.extensions import db
from app.notifications.by_hand import BY_HAND
from app.notifications.delivery import record_ends
from app.notifications.models import Reminder
from app.organisation.models import Seat
from app.organisation.roles import Role
from app.tasks.service import claim_task
from app.timeline.log import Subject
from app.timeline.outbox_models import MessageStatus, OutboxMessage
from app.timeline.queries import entries
from tests.support import processes
from tests.support.clock import NOW
from tests.support.factories import make_case, make_task

pytestmark = pytest.mark.database

LATER = Extend(date(2026, 12, 11), "Bão số 12", "215/UBND-KGVX", date(2026, 11, 19), "UBND tỉnh")


def outcomes(action_id: int) -> list[Outcome]:
    items = select(BulkItem).where(BulkItem.action_id == action_id).order_by(BulkItem.id)
    return [item.outcome for item in db.session.scalars(items)]


def reasons(action_id: int) -> list[str]:
    items = select(BulkItem).where(BulkItem.action_id == action_id).order_by(BulkItem.id)
    return [said.message for item in db.session.scalars(items) if (said := read(item.why))]


def due(case_id: int) -> date:
    return local_date(processes.case_of(case_id).due_at)


def task_of(case_id: int) -> UserTask:
    return processes.open_task(case_id, "draft_report")


def acts(case_id: int) -> list[str]:
    return [one.action for one in entries(Subject("case", case_id))]


def letters() -> list[OutboxMessage]:
    return list(
        db.session.scalars(select(OutboxMessage).where(OutboxMessage.kind == BY_HAND).order_by(OutboxMessage.id))
    )


def test_both_are_extended_with_one_entry_each(act, cases, reading):
    action_id = act(LATER)
    with reading():
        assert outcomes(action_id) == [Outcome.done, Outcome.done]
        assert [due(case_id) for case_id in cases] == [LATER.day, LATER.day]
        assert [acts(case_id).count("case.rescheduled") for case_id in cases] == [1, 1]


def test_one_that_refuses_stops_no_other(act, cases, opened, reading):
    opened.file()
    opened.approve()
    action_id = act(LATER)
    with reading():
        assert outcomes(action_id) == [Outcome.refused, Outcome.done]
        assert reasons(action_id) == ["The report is here already."]
        assert due(cases[1]) == LATER.day


def test_a_form_that_is_sent_twice_is_done_once(act, cases, reading):
    assert act(LATER) == act(LATER)
    with reading():
        assert acts(cases[0]).count("case.rescheduled") == 1


def test_two_people_may_have_the_same_key(act, people, reading):
    first = act(Remind(), key="k")
    with reading():
        assert db.session.get_one(BulkAction, first).key == f"{people.coordinator.id}:k"


def test_an_extension_is_undone_where_nothing_has_followed(act, cases, people, writing, reading):
    with reading():
        before = [due(case_id) for case_id in cases]
    action_id = act(LATER)
    with writing():
        claim_task(task_of(cases[1]).id, actor=people.outsider.actor, now=NOW)
    with writing():
        undo(action_id, actor=people.coordinator.actor, now=NOW)
    with reading():
        assert outcomes(action_id) == [Outcome.undone, Outcome.kept]
        assert [due(case_id) for case_id in cases] == [before[0], LATER.day]
        assert "no longer be undone" in reasons(action_id)[0]


def test_undoing_twice_is_refused(act, people, writing):
    action_id = act(LATER)
    with writing():
        undo(action_id, actor=people.coordinator.actor, now=NOW)
    with writing(), pytest.raises(AlreadyUndone):
        undo(action_id, actor=people.coordinator.actor, now=NOW)


def test_tasks_are_extended_without_their_cases(act, cases, reading):
    with reading():
        task_id, before = task_of(cases[0]).id, due(cases[0])
    act(LATER, keys=[f"t{task_id}"])
    with reading():
        assert local_date(task_of(cases[0]).due_at) == LATER.day
        assert due(cases[0]) == before


def test_work_goes_to_whoever_may_do_it_and_to_nobody_else(act, cases, people, reading):
    action_id = act(Reassign(people.deputy.id, "Bà Hà nghỉ"))
    with reading():
        assert outcomes(action_id) == [Outcome.done, Outcome.refused]
        assert reasons(action_id) == ["This person may not do this task."]
        assert task_of(cases[0]).assignee_id == people.deputy.id
        assert "task.handed_over" in acts(cases[0])


def test_reassigning_is_undone(act, cases, people, writing, reading):
    with writing():
        claim_task(task_of(cases[0]).id, actor=people.focal_point.actor, now=NOW)
    action_id = act(Reassign(people.deputy.id), keys=[f"c{cases[0]}"])
    with writing():
        undo(action_id, actor=people.coordinator.actor, now=NOW)
    with reading():
        assert outcomes(action_id) == [Outcome.undone]
        assert task_of(cases[0]).assignee_id == people.focal_point.id


def test_work_is_given_back_to_everybody(act, cases, people, writing, reading):
    with writing():
        claim_task(task_of(cases[0]).id, actor=people.focal_point.actor, now=NOW)
    act(Reassign(None), keys=[f"c{cases[0]}"])
    with reading():
        assert task_of(cases[0]).assignee_id is None


def test_a_reminder_goes_to_each_and_stands_on_each_timeline(act, cases, people, send, catcher, app, reading):
    act(Remind(words="Nếu không phát sinh, chọn Báo cáo không phát sinh."))
    assert send(NOW) >= 2
    reminded = [mail for mail in catcher.mails if mail.subject.startswith("Nhắc việc")]
    assert sorted(mail.to[0] for mail in reminded) == sorted([people.focal_point.email, people.outsider.email])
    assert all("Báo cáo không phát sinh" in mail.text for mail in reminded)
    with app.app_context():
        record_ends(NOW)
    with reading():
        for case_id in cases:
            assert {"task.reminder_ordered", "task.reminded"} <= set(acts(case_id))


def test_one_person_gets_one_letter_about_several_tasks(act, people, writing, reading):
    with writing():
        case = make_case(people.agency)
        keys = [f"t{make_task(case).id}" for _ in range(3)]
    act(Remind(), keys=keys)
    with reading():
        assert [letter.recipient_id for letter in letters()] == [people.focal_point.id]
        assert db.session.scalar(select(func.count(Reminder.id)).where(Reminder.rung == "hand")) == 3


def test_who_asks_for_more_time_is_left_alone(act, cases, writing, reading):
    with writing():
        task_of(cases[0]).paused_at = NOW
    action_id = act(Remind())
    with reading():
        assert outcomes(action_id) == [Outcome.refused, Outcome.done]


def test_an_agency_without_anybody_is_told_of(act, people, writing, reading):
    with writing():
        seat = db.session.scalars(
            select(Seat).where(Seat.agency_id == people.other_agency.id, Seat.role == Role.focal_point)
        ).one()
        seat.holder_id = None
    action_id = act(Remind())
    with reading():
        assert "neither focal point nor deputy" in reasons(action_id)[0]


def test_the_deputy_gets_one_too_where_that_is_wished(act, people, reading):
    act(Remind(whom=Whom.with_deputy))
    with reading():
        assert {people.focal_point.id, people.deputy.id} <= {letter.recipient_id for letter in letters()}


def test_what_was_filed_meanwhile_is_not_reminded_of(act, opened, people, send, catcher):
    act(Remind(at=NOW + timedelta(hours=5)))
    opened.file()
    send(NOW + timedelta(hours=5))
    assert [m.to[0] for m in catcher.mails if m.subject.startswith("Nhắc việc")] == [people.outsider.email]


def test_a_reminder_in_office_hours_waits_for_the_morning(act, send, catcher, reading):
    act(Remind(at=NOW + timedelta(hours=5)))
    night = datetime.fromisoformat("2026-11-20T22:00:00+07:00")
    send(night)
    assert not [mail for mail in catcher.mails if mail.subject.startswith("Nhắc việc")]
    with reading():
        assert {letter.status for letter in letters()} == {MessageStatus.queued}
    send(datetime.fromisoformat("2026-11-23T08:00:00+07:00"))
    assert len([mail for mail in catcher.mails if mail.subject.startswith("Nhắc việc")]) == 2


def test_letters_that_have_not_gone_out_are_taken_back(act, cases, people, send, catcher, writing, reading):
    action_id = act(Remind(at=NOW + timedelta(hours=5)))
    with writing():
        undo(action_id, actor=people.coordinator.actor, now=NOW)
    send(NOW + timedelta(hours=5))
    assert not [mail for mail in catcher.mails if mail.subject.startswith("Nhắc việc")]
    with reading():
        assert outcomes(action_id) == [Outcome.undone, Outcome.undone]
        assert [acts(case_id).count("task.reminder_withdrawn") for case_id in cases] == [1, 1]


def test_letters_that_have_gone_out_stay(act, people, send, writing, reading):
    action_id = act(Remind())
    send(NOW)
    with writing():
        undo(action_id, actor=people.coordinator.actor, now=NOW)
    with reading():
        assert outcomes(action_id) == [Outcome.kept, Outcome.kept]


def test_the_words_of_a_confidential_case_are_in_no_letter(act, people, send, catcher, writing):
    with writing():
        case = make_case(people.agency, title="Đơn tố cáo ông K", is_confidential=True)
        for person in (people.focal_point, people.coordinator):
            db.session.add(CasePerson(case_id=case.id, user_id=person.id))
        task_id = make_task(case, name="Xác minh đơn ông K").id
    act(Remind(words="Về đơn ông K"), keys=[f"t{task_id}"])
    send(NOW)
    [mail] = [mail for mail in catcher.mails if mail.subject.startswith("Nhắc việc")]
    assert "ông K" not in mail.subject + mail.text + mail.html


def test_a_confidential_case_that_does_not_name_the_coordinator_is_not_there(people, writing):
    with writing():
        task_id = make_task(make_case(people.agency, is_confidential=True)).id
        assert targets_of(Chosen.read([f"t{task_id}"]), LATER.kind, people.coordinator.actor) == []


def test_only_a_coordinator_may(act, people):
    with pytest.raises(Forbidden):
        act(LATER, actor=people.specialist.actor)


def test_nothing_chosen_is_said(people, writing):
    with writing(), pytest.raises(NothingChosen):
        act_on_many(LATER, [], key="k", actor=people.coordinator.actor, now=NOW)


def test_more_than_a_hundred_are_done_and_undone_by_the_worker(act, people, app, writing, reading):
    with writing():
        case = make_case(people.agency)
        keys = [f"t{make_task(case).id}" for _ in range(230)]
    action_id = act(Reassign(people.deputy.id), keys=keys)
    with reading():
        assert set(outcomes(action_id)) == {Outcome.waiting}
    run(app, JOB)
    with reading():
        assert set(outcomes(action_id)) == {Outcome.done}
    with writing():
        undo(action_id, actor=people.coordinator.actor, now=NOW)
    run(app, UNDO_JOB)
    with reading():
        assert outcomes(action_id) == [Outcome.undone] * 230


def run(app, kind: str) -> None:
    with app.app_context():
        done = jobs.run_due(lambda: NOW)
    assert done, kind
