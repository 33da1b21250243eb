"""A person moves the date of a case or of one task: what follows it moves, and it can be taken back in time."""

import json
from datetime import date, datetime

import pytest
from sqlalchemy import select

from app.cases import hooks
from app.cases.errors import MoveNotFound, SomethingFollowed
from app.cases.models import Case, UserTask
from app.cases.moving_dates import NewDate, carry_out, preview
from app.cases.rescheduling import Document, move_deadline, take_back
from app.cases.starting import NewCase, start_case
from app.cases.timers import fire_due
from app.clock import end_of_day, local_date
from app.deadlines.moments import fixed_date
from app.errors import Forbidden, Invalid
from app.extensions import db
from app.organisation.calendar import office_calendar
from app.organisation.roles import SYSTEM
from app.processes.packages import Package
from app.processes.service import deploy
from app.tasks.service import claim_task
from app.timeline.log import Subject
from app.timeline.queries import entries
from tests.support import processes
from tests.support.clock import NOW
from tests.support.processes import Started

DUE, LATER = date(2026, 12, 4), date(2026, 12, 11)
ORDER = Document("215/UBND-KGVX", date(2026, 11, 19), "UBND tỉnh")
FOLLOWING = """
  <bpmn:process id="followed" name="Việc theo hạn hồ sơ" isExecutable="true">
    <bpmn:startEvent id="begin"/>
    <bpmn:parallelGateway id="both"/>
    <bpmn:userTask id="write" name="Viết báo cáo">
      <bpmn:extensionElements>
        <td:assignment role="focal_point" agency="case.agency"/><td:form key="request"/><td:due rule="case"/>
      </bpmn:extensionElements>
    </bpmn:userTask>
    <bpmn:boundaryEvent id="passed" name="Hết hạn" attachedToRef="write" cancelActivity="false">
      <bpmn:timerEventDefinition>
        <bpmn:timeDate xsi:type="bpmn:tFormalExpression">=case.overdue_after</bpmn:timeDate>
      </bpmn:timerEventDefinition>
    </bpmn:boundaryEvent>
    <bpmn:userTask id="look" name="Xem danh sách chậm">
      <bpmn:extensionElements><td:assignment role="specialist"/><td:form key="request"/></bpmn:extensionElements>
    </bpmn:userTask>
    <bpmn:userTask id="early" name="Lãnh đạo ký">
      <bpmn:extensionElements>
        <td:assignment role="leader"/><td:form key="request"/><td:due rule="case-2wd"/>
      </bpmn:extensionElements>
    </bpmn:userTask>
    <bpmn:userTask id="own" name="Gọi điện">
      <bpmn:extensionElements>
        <td:assignment role="specialist"/><td:form key="request"/><td:due rule="3wd"/>
      </bpmn:extensionElements>
    </bpmn:userTask>
    <bpmn:boundaryEvent id="nudge" name="Nhắc lại" attachedToRef="own" cancelActivity="false">
      <bpmn:timerEventDefinition><bpmn:timeDuration>P2D</bpmn:timeDuration></bpmn:timerEventDefinition>
    </bpmn:boundaryEvent>
    <bpmn:endEvent id="looked"/><bpmn:endEvent id="nudged"/><bpmn:endEvent id="done"/>
    <bpmn:endEvent id="signed"/><bpmn:endEvent id="called"/>
    <bpmn:sequenceFlow id="f1" sourceRef="begin" targetRef="both"/>
    <bpmn:sequenceFlow id="f2" sourceRef="both" targetRef="write"/>
    <bpmn:sequenceFlow id="f3" sourceRef="both" targetRef="early"/>
    <bpmn:sequenceFlow id="f4" sourceRef="both" targetRef="own"/>
    <bpmn:sequenceFlow id="f5" sourceRef="passed" targetRef="look"/>
    <bpmn:sequenceFlow id="f6" sourceRef="look" targetRef="looked"/>
    <bpmn:sequenceFlow id="f7" sourceRef="nudge" targetRef="nudged"/>
    <bpmn:sequenceFlow id="f8" sourceRef="write" targetRef="done"/>
    <bpmn:sequenceFlow id="f9" sourceRef="early" targetRef="signed"/>
    <bpmn:sequenceFlow id="f10" sourceRef="own" targetRef="called"/>
  </bpmn:process>
"""


@pytest.fixture
def case_id(writing, people) -> int:
    """A case due on 04/12/2026 with three tasks: with the case, two working days before it, and on its own."""
    with writing():
        deploy(Package(processes.diagram(FOLLOWING), {"request": processes.REQUEST}), actor=SYSTEM, now=NOW)
        deadline = fixed_date(DUE, inclusive=True, calendar=office_calendar())
        case, _ = start_case(
            NewCase("followed", people.agency, "Báo cáo quý IV", deadline=deadline), actor=SYSTEM, now=NOW
        )
        return case.id


def task(case_id: int, element: str) -> UserTask:
    return processes.open_task(case_id, element)


def due(row: Case | UserTask) -> date | None:
    return row.due_at and local_date(row.due_at)


def dates(case_id: int) -> dict[str, date | None]:
    return {"case": due(processes.case_of(case_id))} | {
        element: due(task(case_id, element)) for element in ("write", "early", "own")
    }


def order(case_id: int, task_id: int | None = None, day: date = LATER) -> NewDate:
    return NewDate(case_id, task_id, day, "Bão số 12", ORDER)


def move(writing, people, case_id: int, element: str | None = None, day: date = LATER) -> int:
    with writing():
        task_id = task(case_id, element).id if element else None
        return carry_out(order(case_id, task_id, day), actor=people.coordinator.actor, now=NOW).move.id


def said(case_id: int, action: str):
    return [one.payload for one in entries(Subject("case", case_id)) if one.action == action]


@pytest.mark.database
def test_the_case_moves_with_the_tasks_that_follow_it(case_id, writing, reading, people):
    move(writing, people, case_id)
    with reading():
        assert dates(case_id) == {"case": LATER, "write": LATER, "early": date(2026, 12, 9), "own": date(2026, 11, 26)}
        assert processes.case_of(case_id).moved_at == NOW


@pytest.mark.database
def test_one_task_moves_alone(case_id, writing, reading, people):
    move(writing, people, case_id, "write")
    with reading():
        assert dates(case_id) == {"case": DUE, "write": LATER, "early": date(2026, 12, 2), "own": date(2026, 11, 26)}
        assert task(case_id, "write").moved_at == NOW
        assert processes.case_of(case_id).moved_at is None


@pytest.mark.parametrize("element", [None, "write"], ids=["with the case", "with its task"])
def test_a_timer_that_reads_the_date_moves(case_id, writing, reading, people, element):
    move(writing, people, case_id, "own", date(2026, 12, 18))  # so that its own timer is not the earliest
    move(writing, people, case_id, element)
    with reading():
        assert processes.case_of(case_id).next_due == end_of_day(LATER)


def test_a_timer_fires_by_the_new_date_and_not_by_the_old(case_id, app, writing, reading, people):
    move(writing, people, case_id, "own", date(2026, 12, 18))
    move(writing, people, case_id)
    with app.app_context():
        fire_due(datetime.fromisoformat("2026-12-07T08:00:00+07:00"))
    with reading():
        assert not opened(case_id, "look")
    with app.app_context():
        fire_due(datetime.fromisoformat("2026-12-12T08:00:00+07:00"))
    with reading():
        assert opened(case_id, "look")


def opened(case_id: int, element: str) -> bool:
    return bool(db.session.scalar(select(UserTask.id).where(UserTask.case_id == case_id, UserTask.element == element)))


def test_a_timer_that_counts_from_the_task_keeps_its_distance(case_id, writing, reading, people):
    with reading():
        first = processes.case_of(case_id).next_due
    move(writing, people, case_id, "own", date(2026, 11, 30))
    with reading():
        assert (processes.case_of(case_id).next_due - first).days == 4  # from 26/11 to 30/11


@pytest.mark.parametrize(("element", "action"), [(None, "case.rescheduled"), ("write", "task.rescheduled")])
def test_the_history_gets_one_entry_with_reason_and_document(case_id, writing, reading, people, element, action):
    move(writing, people, case_id, element)
    with reading():
        [payload] = said(case_id, action)
    assert payload["reason"] == "Bão số 12"
    assert (payload["number"], payload["issued_on"], payload["issuer"]) == ("215/UBND-KGVX", "2026-11-19", "UBND tỉnh")


@pytest.mark.database
def test_what_is_looked_at_first_is_what_happens(case_id, writing, reading, people):
    with writing():
        seen = preview(order(case_id), actor=people.coordinator.actor, now=NOW)
    with reading():
        assert dates(case_id)["case"] == DUE
        assert said(case_id, "case.rescheduled") == []
    move(writing, people, case_id)
    with reading():
        now_due = [local_date(change.new.due_at) for change in seen.changes]
        assert now_due == [dates(case_id)[what] for what in ("case", "write", "early")]
    assert [timer.name for timer in seen.timers] == ["Hết hạn"]
    assert seen.left_alone == ("Gọi điện",)


@pytest.mark.database
@pytest.mark.parametrize("element", [None, "write"], ids=["case", "task"])
def test_a_move_is_taken_back_while_nothing_has_followed(case_id, writing, reading, people, element):
    with reading():
        before, timers = dates(case_id), processes.case_of(case_id).next_due
    move_id = move(writing, people, case_id, element)
    with writing():
        take_back(case_id, move_id, actor=people.coordinator.actor, now=NOW)
    with reading():
        assert dates(case_id) == before
        assert processes.case_of(case_id).next_due == timers
        assert (processes.case_of(case_id).moved_at, task(case_id, "write").moved_at) == (None, None)


def test_once_only(case_id, writing, people):
    move_id = move(writing, people, case_id)
    with writing():
        take_back(case_id, move_id, actor=people.coordinator.actor, now=NOW)
    with writing(), pytest.raises(SomethingFollowed):
        take_back(case_id, move_id, actor=people.coordinator.actor, now=NOW)


def test_not_after_somebody_took_the_task_on(case_id, writing, people):
    move_id = move(writing, people, case_id, "write")
    with writing():
        claim_task(task(case_id, "write").id, actor=people.focal_point.actor, now=NOW)
    with writing(), pytest.raises(SomethingFollowed):
        take_back(case_id, move_id, actor=people.coordinator.actor, now=NOW)


def test_what_the_system_moved_for_somebody_stays(case_id, writing, people):
    with writing():
        deadline = fixed_date(LATER, inclusive=True, calendar=office_calendar())
        move = move_deadline(case_id, deadline, reason="extension granted", actor=SYSTEM, now=NOW).move.id
    with writing(), pytest.raises(SomethingFollowed):
        take_back(case_id, move, actor=people.coordinator.actor, now=NOW)


def test_not_after_another_move(case_id, writing, people):
    first = move(writing, people, case_id)
    move(writing, people, case_id, day=date(2026, 12, 18))
    with writing(), pytest.raises(SomethingFollowed):
        take_back(case_id, first, actor=people.coordinator.actor, now=NOW)


def test_not_after_a_mail_about_the_new_date(case_id, writing, people, monkeypatch):
    move_id = move(writing, people, case_id)
    monkeypatch.setattr(hooks, "date_followed", [lambda ids, since: since == NOW and len(ids) == 2])
    with writing(), pytest.raises(SomethingFollowed):
        take_back(case_id, move_id, actor=people.coordinator.actor, now=NOW)


def test_a_move_of_another_case_is_not_there(case_id, writing, people):
    move_id = move(writing, people, case_id)
    with writing():
        processes.deploy_approval()
        other = processes.start("approval", people.agency)
    with writing(), pytest.raises(MoveNotFound):
        take_back(other.case_id, move_id, actor=people.coordinator.actor, now=NOW)


def test_a_case_that_moves_takes_along_a_task_that_had_been_moved(case_id, writing, reading, people):
    move(writing, people, case_id, "write", date(2026, 12, 18))
    move(writing, people, case_id)
    with reading():
        assert dates(case_id)["write"] == LATER
        assert task(case_id, "write").moved_at is None


@pytest.mark.parametrize(
    ("day", "sentence"), [(date(2026, 11, 19), "has passed"), (DUE, "already")], ids=["a past day", "the same day"]
)
def test_a_day_that_cannot_be(case_id, writing, people, day, sentence):
    with writing(), pytest.raises(Invalid) as refused:
        carry_out(order(case_id, day=day), actor=people.coordinator.actor, now=NOW)
    assert sentence in json.dumps(refused.value.errors)


def test_only_a_coordinator_may(case_id, writing, people):
    with writing(), pytest.raises(Forbidden):
        carry_out(order(case_id), actor=people.specialist.actor, now=NOW)


@pytest.mark.database
def test_the_page_shows_it_first_then_does_it_and_offers_to_take_it_back(case_id, visit, people, reading):
    page = visit(people.coordinator).page("cases.dating", case_id=case_id)
    seen = page.form("/date").submit(day="11/12/2026", reason="Bão số 12", number="215/UBND-KGVX")
    assert "Những gì sẽ thay đổi" in seen.text
    assert "Thứ Sáu, 11/12/2026" in seen.text
    with reading():
        assert dates(case_id)["case"] == DUE
    confirm = next(form for form in seen.all("form") if form.all("button[name=_move]"))
    fields = {field["name"]: field["value"] for field in confirm.all("input[name]")}
    done = seen.visitor.post(confirm["action"], {**fields, "_move": "1"})
    assert "Hạn mới: thứ Sáu, 11/12/2026" in done.text
    assert "số 215/UBND-KGVX" in done.text
    back = done.form("/date/undo").submit()
    assert "hạn cũ có hiệu lực trở lại" in back.text
    with reading():
        assert dates(case_id)["case"] == DUE


def test_the_page_keeps_what_was_entered_and_says_what_is_missing(case_id, visit, people):
    page = visit(people.coordinator).page("cases.dating", case_id=case_id)
    refused = page.form("/date").submit(status=422, day="31/11/2026", issuer="UBND tỉnh")
    assert refused.title.startswith("Lỗi:")
    assert "Ghi lý do dời hạn" in refused.text
    assert refused.one("#issuer")["value"] == "UBND tỉnh"


@pytest.mark.parametrize(("person", "status"), [("specialist", 403), ("focal_point", 403), ("outsider", 404)])
def test_others_may_not_look(case_id, visit, people, person, status):
    visit(getattr(people, person)).page("cases.dating", status=status, case_id=case_id)


def test_a_started_case_without_any_date_can_be_given_one(writing, reading, people):
    with writing():
        processes.deploy_approval()
        started: Started = processes.start("approval", people.agency)
    move(writing, people, started.case_id)
    with reading():
        assert due(processes.case_of(started.case_id)) == LATER
