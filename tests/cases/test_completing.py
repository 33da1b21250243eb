"""A user task is completed once, by who may, with what its form accepts; then the case moves on."""

import json

import pytest

from app.cases.completing import complete_task
from app.cases.errors import (
    NotYourTask,
    TaskAlreadyCompleted,
    TaskClaimedByAnother,
    TaskNotFound,
)
from app.cases.models import CaseStatus, TaskStatus, UserTask
from app.errors import Invalid
from app.extensions import db
from app.tasks.service import claim_task
from app.timeline.log import Subject
from app.timeline.queries import entries
from tests.support import processes

pytestmark = pytest.mark.database

ENTRIES = {"subject": "Bộ quả cân chuẩn F1", "amount": "120,5"}


@pytest.fixture
def started(database, writing, people):
    """A case of Sở Công Thương that waits for its focal point."""
    with writing():
        processes.deploy_approval()
        return processes.start("approval", people.agency)


def test_completing_files_the_entries_and_opens_the_next_task(started, writing, reading, people, now):
    with writing():
        _, opened = complete_task(started.task_id, ENTRIES, actor=people.focal_point.actor, now=now)
        assert [task.element for task in opened] == ["check"]
    with reading():
        task = db.session.get_one(UserTask, started.task_id)
        assert task.status is TaskStatus.completed
        assert json.loads(task.data or "{}") == {"subject": "Bộ quả cân chuẩn F1", "amount": 120.5}


def test_completing_says_in_the_timeline_who_did_what(started, writing, reading, people, now):
    with writing():
        complete_task(started.task_id, ENTRIES, actor=people.focal_point.actor, now=now)
    with reading():
        newest = entries(Subject("case", started.case_id))[0]
    assert (newest.action, newest.actor_name) == ("task.completed", people.focal_point.name)


def test_the_case_ends_with_its_last_task(started, writing, reading, people, now):
    with writing():
        complete_task(started.task_id, ENTRIES, actor=people.focal_point.actor, now=now)
    with writing():
        check = processes.open_task(started.case_id, "check").id
        complete_task(check, {"decision": "accept"}, actor=people.specialist.actor, now=now)
    with reading():
        assert processes.case_of(started.case_id).status is CaseStatus.completed


def test_a_returned_request_opens_its_first_task_again(started, writing, reading, people, now):
    with writing():
        complete_task(started.task_id, ENTRIES, actor=people.focal_point.actor, now=now)
    with writing():
        check = processes.open_task(started.case_id, "check").id
        complete_task(check, {"decision": "return"}, actor=people.specialist.actor, now=now)
    with reading():
        assert processes.open_task(started.case_id, "write").id != started.task_id


def test_a_completed_task_says_who_was_faster(started, writing, people, now):
    with writing():
        complete_task(started.task_id, ENTRIES, actor=people.deputy.actor, now=now)
    with writing(), pytest.raises(TaskAlreadyCompleted) as refused:
        complete_task(started.task_id, ENTRIES, actor=people.focal_point.actor, now=now)
    assert refused.value.values["who"] == people.deputy.name


def test_somebody_elses_claim_is_respected(started, writing, people, now):
    with writing():
        claim_task(started.task_id, actor=people.deputy.actor, now=now)
    with writing(), pytest.raises(TaskClaimedByAnother):
        complete_task(started.task_id, ENTRIES, actor=people.focal_point.actor, now=now)


def test_who_sees_the_case_but_has_another_role_may_not_complete(started, writing, people, now):
    with writing(), pytest.raises(NotYourTask):
        complete_task(started.task_id, ENTRIES, actor=people.head.actor, now=now)


def test_another_agency_does_not_learn_that_the_task_exists(started, writing, people, now):
    with writing(), pytest.raises(TaskNotFound):
        complete_task(started.task_id, ENTRIES, actor=people.outsider.actor, now=now)


def test_entries_the_form_refuses_change_nothing(started, writing, reading, people, now):
    with pytest.raises(Invalid) as refused, writing():
        complete_task(started.task_id, {"amount": -1}, actor=people.focal_point.actor, now=now)
    assert set(refused.value.errors) == {"subject", "amount"}
    with reading():
        assert db.session.get_one(UserTask, started.task_id).status is TaskStatus.open


def test_the_due_date_counts_working_days(started, reading):
    with reading():
        due = db.session.get_one(UserTask, started.task_id).due_at
    # Five working days after Friday 20/11/2026; Tuesday 24/11 is a holiday.
    assert due is not None
    assert due.isoformat() == "2026-11-30T16:59:59+00:00"
