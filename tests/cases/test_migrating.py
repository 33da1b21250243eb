"""A running case is moved to the newest version of its process only when somebody says so, and only if it can be."""

import pytest

from app.cases import jobs
from app.cases.completing import complete_task
from app.cases.errors import CaseCannotMove, CaseNotFound, CaseNotRunning, NoNewerVersion
from app.cases.migrating import move_to_newest, preview_move
from app.cases.models import CaseStatus, UserTask
from app.errors import Forbidden
from app.extensions import db
from app.organisation.roles import SYSTEM, Role
from app.processes.handlers import ServiceCall, handler
from app.processes.packages import Package
from app.processes.service import deploy
from app.tasks.service import claim_task
from app.timeline.log import Subject
from app.timeline.queries import entries
from tests.support import processes
from tests.support.clock import NOW

pytestmark = pytest.mark.database

ENTRIES = {"subject": "Bộ quả cân chuẩn F1"}
FORMS = {"request": processes.REQUEST, "decision": processes.DECISION}
RENAMED = processes.APPROVAL.replace("Viết đề nghị", "Soạn đề nghị")
BY_LEADER = processes.APPROVAL.replace('role="specialist"', 'role="leader"')
OTHER_STEP = processes.APPROVAL.replace('"write"', '"compose"').replace(">write<", ">compose<")


def deploy_next(process: str) -> None:
    """Deploy another version of "approval"."""
    deploy(Package(processes.diagram(process), FORMS), actor=SYSTEM, now=NOW)


@pytest.fixture
def started(database, writing, people):
    """A case of version 1 that waits for its focal point."""
    with writing():
        processes.deploy_approval()
        return processes.start("approval", people.agency)


@pytest.fixture
def move(writing, people, now):
    """Move a case as the coordinator."""

    def move_case(case_id: int) -> None:
        with writing():
            move_to_newest(case_id, actor=people.coordinator.actor, now=now)

    return move_case


def test_a_case_keeps_its_version_until_it_is_moved(started, writing, reading, move):
    with writing():
        deploy_next(RENAMED)
    with reading():
        assert processes.case_of(started.case_id).definition.version == 1
    move(started.case_id)
    with reading():
        assert processes.case_of(started.case_id).definition.version == 2
        assert db.session.get_one(UserTask, started.task_id).name == "Soạn đề nghị"


def test_a_moved_case_goes_on_to_its_end(started, writing, reading, move, people, now):
    with writing():
        deploy_next(RENAMED)
    move(started.case_id)
    with writing():
        complete_task(started.task_id, ENTRIES, actor=people.focal_point.actor, now=now)
    with writing():
        check = processes.open_task(started.case_id, "check").id
        complete_task(check, {"decision": "accept"}, actor=people.specialist.actor, now=now)
    with reading():
        assert processes.case_of(started.case_id).status is CaseStatus.completed


def test_a_task_that_becomes_somebody_elses_is_free_again(started, writing, reading, move, people, now):
    with writing():
        complete_task(started.task_id, ENTRIES, actor=people.focal_point.actor, now=now)
    with writing():
        claim_task(processes.open_task(started.case_id, "check").id, actor=people.specialist.actor, now=now)
        deploy_next(BY_LEADER)
    move(started.case_id)
    with reading():
        check = processes.open_task(started.case_id, "check")
        assert (check.role, check.assignee_id) == (Role.leader, None)


def test_a_claim_stays_with_a_task_that_stays_the_same(started, writing, reading, move, people, now):
    with writing():
        claim_task(started.task_id, actor=people.focal_point.actor, now=now)
        deploy_next(RENAMED)
    move(started.case_id)
    with reading():
        assert db.session.get_one(UserTask, started.task_id).assignee_id == people.focal_point.id


def test_the_preview_changes_nothing_and_says_where_the_case_stands(started, writing, reading, people):
    with writing():
        deploy_next(RENAMED)
    with reading():
        preview = preview_move(started.case_id, actor=people.coordinator.actor)
    assert (preview.old.version, preview.new.version) == (1, 2)
    assert (preview.report.possible, preview.report.standing) == (True, ("write",))
    with reading():
        assert processes.case_of(started.case_id).definition.version == 1


def test_a_case_cannot_move_from_a_step_that_is_gone(started, writing, reading, people, now):
    with writing():
        deploy_next(OTHER_STEP)
    with writing(), pytest.raises(CaseCannotMove) as refused:
        move_to_newest(started.case_id, actor=people.coordinator.actor, now=now)
    assert "write" in refused.value.values["why"]
    with reading():
        assert processes.case_of(started.case_id).definition.version == 1


def test_a_case_at_the_newest_version_stays(started, writing, people, now):
    with writing(), pytest.raises(NoNewerVersion):
        move_to_newest(started.case_id, actor=people.coordinator.actor, now=now)


def test_an_ended_case_is_not_moved(started, writing, people, now):
    with writing():
        processes.case_of(started.case_id).status = CaseStatus.cancelled
        deploy_next(RENAMED)
    with writing(), pytest.raises(CaseNotRunning):
        move_to_newest(started.case_id, actor=people.coordinator.actor, now=now)


@pytest.mark.parametrize(("person", "refusal"), [("specialist", Forbidden), ("outsider", CaseNotFound)])
def test_only_coordinators_move_cases(started, writing, people, now, person, refusal):
    with writing():
        deploy_next(RENAMED)
    with writing(), pytest.raises(refusal):
        move_to_newest(started.case_id, actor=getattr(people, person).actor, now=now)


def test_the_timeline_says_who_moved_it_to_which_version(started, writing, reading, move, people):
    with writing():
        deploy_next(RENAMED)
    move(started.case_id)
    with reading():
        newest = entries(Subject("case", started.case_id))[0]
    assert (newest.action, newest.actor_name, newest.payload["version"]) == ("case.moved", people.coordinator.name, 2)


@handler("test.broken_register")
def broken(_call: ServiceCall) -> None:
    """Fail, always.

    Needs: nothing.
    Sets: nothing.
    Errors: ConnectionError.
    """
    raise ConnectionError("sổ đăng ký không trả lời")


@handler("test.mended_register")
def mended(_call: ServiceCall) -> None:
    """Do it.

    Needs: nothing.
    Sets: nothing.
    Errors: none.
    """


def test_a_failed_service_is_tried_again_by_the_handler_of_the_new_version(
    database, app, writing, reading, move, people, now, later
):
    with writing():
        processes.deploy_service("test.broken_register")
        started = processes.start("with_service", people.agency)
    with writing():
        complete_task(started.task_id, ENTRIES, actor=people.focal_point.actor, now=now)
    with writing():
        processes.deploy_service("test.mended_register")
    move(started.case_id)
    with app.app_context():
        jobs.run_due(lambda: later(minutes=5))
    with reading():
        assert processes.case_of(started.case_id).status is CaseStatus.completed
