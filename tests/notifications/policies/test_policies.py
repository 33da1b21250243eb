"""Which policy speaks, what changes when it changes, and how one goes back."""

from datetime import date

import pytest
from sqlalchemy import select

from app.cases.models import UserTask
from app.deadlines.ladders import LADDERS, Channel, Ladder, Step, Target
from app.extensions import db
from app.notifications.deciding import decide
from app.notifications.duties import duties_of
from app.notifications.outcomes import Outcome
from app.notifications.policies import queries, service
from app.notifications.policies.book import current_policies, policies_of, reach
from app.notifications.policies.models import PolicyVersion, Scope
from app.processes.models import Definition
from app.reports.history import history
from app.reports.models import Obligation, Submission
from app.timeline.log import Subject
from app.timeline.queries import entries
from app.timeline.wording import lines_of
from tests.notifications.work import make_due_task, morning, plan
from tests.reports.rounds import open_round
from tests.support import units
from tests.support.clock import NOW
from tests.support.factories import make_case, make_definition

pytestmark = pytest.mark.database

QUIET = Ladder((Step(0),))
LOUD = Ladder((Step(-1, (Target.assignee, Target.agency_head), Channel.mail), Step(0)))


@pytest.fixture
def write(database, app, people, writing):
    """Write a policy as the coordinator and return its key."""

    def write(name: str, ladder: Ladder = QUIET) -> str:
        with writing():
            return service.write_policy(name, ladder, actor=people.coordinator.actor, now=NOW)

    return write


@pytest.fixture
def give(people, writing):
    """Let a policy speak for something."""

    def give(key: str, scope: Scope, subject: str) -> None:
        with writing():
            service.assign_policy(key, scope, subject, place=subject, actor=people.coordinator.actor, now=NOW)

    return give


@pytest.fixture
def task(database, app, people, writing) -> UserTask:
    """A task of the process `checks`."""
    with writing():
        case = make_case(people.agency, make_definition("checks"))
        return make_due_task(case, day=date(2026, 11, 27), element="look")


def policy_of(task: UserTask) -> str:
    with units.reading():
        return policies_of(duties_of([task.id]))[task.id].key


def test_a_task_without_more_gets_the_standard_policy(task):
    assert policy_of(task) == "standard"


def test_the_diagram_s_policy_speaks_before_the_standard_one(task, writing):
    with writing():
        db.session.get(UserTask, task.id).reminders = "gentle"
    assert policy_of(task) == "gentle"


def test_the_process_s_policy_speaks_before_the_diagram_s_in_every_version(task, write, give, people, writing):
    give(write("Của quy trình"), Scope.process, "checks")
    with writing():
        db.session.get(UserTask, task.id).reminders = "gentle"
        newer = make_due_task(make_case(people.agency, make_definition("checks", 2)), day=date(2026, 11, 27))
    assert policy_of(task) == policy_of(newer) == "cua-quy-trinh"


def test_the_step_s_policy_speaks_before_the_process_s(task, write, give, people, writing):
    give(write("Của quy trình"), Scope.process, "checks")
    give(write("Của bước"), Scope.element, "checks/look")
    assert policy_of(task) == "cua-buoc"


def test_the_duty_s_policy_speaks_before_all_others(database, app, people, write, give, writing):
    opened = open_round(people)
    with writing():
        duty = Obligation(title="Báo cáo", legal_basis="KH 86", created_at=NOW)
        db.session.add(duty)
        db.session.flush()
        submission = db.session.scalars(select(Submission).where(Submission.agency_id == people.agency.id)).one()
        submission.campaign.obligation_id = duty.id
        task = db.session.scalars(select(UserTask).where(UserTask.case_id == submission.case_id)).one()
        process = db.session.get_one(Definition, task.case.definition_id).key
    assert opened
    give(write("Của bước"), Scope.element, f"{process}/{task.element}")
    give(write("Của nghĩa vụ"), Scope.obligation, str(duty.id))
    assert policy_of(task) == "cua-nghia-vu"


def test_taken_back_the_next_less_specific_one_speaks(task, write, give, people, writing):
    give(write("Của quy trình"), Scope.process, "checks")
    for _ in range(2):
        with writing():
            service.unassign_policy(
                "cua-quy-trinh", Scope.process, "checks", place="checks", actor=people.coordinator.actor, now=NOW
            )
    assert policy_of(task) == "standard"


def test_a_shipped_policy_that_is_changed_speaks_for_open_tasks_at_once(app, task, people, writing):
    with writing():
        service.change_policy("standard", "Thường", LOUD, since=0, actor=people.coordinator.actor, now=NOW)
    with units.reading():
        decisions = decide(duties_of([task.id]), date(2026, 11, 26))
    assert {(decision.recipient_id, decision.by) for decision in decisions} == {
        (people.focal_point.id, Channel.mail),
        (people.head.id, Channel.mail),
    }


def test_a_task_silenced_by_its_diagram_can_be_given_a_policy(task, write, give, writing):
    with writing():
        db.session.get(UserTask, task.id).reminders = "none"
    give(write("Của bước"), Scope.element, "checks/look")
    with units.reading():
        (decision,) = decide(duties_of([task.id]), date(2026, 11, 27))
    assert decision.outcome is Outcome.send


def test_a_rung_that_was_climbed_is_not_climbed_again_by_the_changed_policy(app, task, people, writing):
    plan(app, morning(27))
    with writing():
        service.change_policy("standard", "Thường", QUIET, since=0, actor=people.coordinator.actor, now=NOW)
    with units.reading():
        (decision,) = decide(duties_of([task.id]), date(2026, 11, 27))
    assert decision.outcome is Outcome.reminded


def test_going_back_is_a_new_version_and_both_are_told(write, people, writing):
    key = write("Sát cuối năm", LOUD)
    with writing():
        service.change_policy(key, "Nhẹ hơn", QUIET, since=1, actor=people.coordinator.actor, now=NOW)
    with writing():
        service.restore_version(key, 1, actor=people.coordinator.actor, now=NOW)
    with units.reading():
        policy = current_policies()[key]
        assert (policy.ladder, policy.name, policy.version) == (LOUD, "Sát cuối năm", 3)
        (policy_id,) = set(db.session.scalars(select(PolicyVersion.policy_id)))
        told = [str(line.text) for line in lines_of(entries(Subject("reminder_policy", policy_id)))]
    assert len(told) == 3
    assert told[0].endswith("đưa cách nhắc về như bản 1 (bản 3)")


def test_a_shipped_policy_goes_back_to_what_was_shipped(database, people, writing):
    with writing():
        service.change_policy("standard", "Thường", QUIET, since=0, actor=people.coordinator.actor, now=NOW)
    with writing():
        service.restore_version("standard", 0, actor=people.coordinator.actor, now=NOW)
    with units.reading():
        assert current_policies()["standard"].ladder == LADDERS["standard"]


def test_who_started_from_an_older_version_is_told(write, people, writing):
    key = write("Sát cuối năm")
    with writing():
        service.change_policy(key, "Sát", LOUD, since=1, actor=people.coordinator.actor, now=NOW)
    with pytest.raises(service.PolicyHasChanged), writing():
        service.change_policy(key, "Rất sát", QUIET, since=1, actor=people.coordinator.actor, now=NOW)


def test_saving_what_it_says_already_is_no_version(write, people, writing):
    key = write("Sát cuối năm")
    with writing():
        service.change_policy(key, "Sát cuối năm", QUIET, since=1, actor=people.coordinator.actor, now=NOW)
    with units.reading():
        assert current_policies()[key].version == 1


def test_two_of_one_name_have_keys_of_their_own(write):
    assert [write("Sát"), write("Sát"), write("New")] == ["sat", "sat-2", "new-2"]


def test_what_it_follows_is_counted_by_the_policy_that_speaks(task, write, give, people, writing):
    with writing():
        make_due_task(make_case(people.agency), day=date(2026, 11, 27))
        make_due_task(make_case(people.agency, is_confidential=True), day=date(2026, 11, 27))
    give(write("Của bước"), Scope.element, "checks/look")
    with units.reading():
        assert queries.open_tasks_by_policy(people.coordinator.actor) == {"cua-buoc": 1, "standard": 1}


def test_a_longer_ladder_reaches_farther(write):
    write("Rất sớm", Ladder((Step(-60),)))
    with units.reading():
        ahead, back = reach()
    assert ahead > 90
    assert back >= 58


def test_the_history_of_a_report_tells_the_next_step_of_the_policy_that_speaks(database, app, people, writing):
    opened = open_round(people)
    with writing():
        ladder = Ladder((Step(-2), Step(0)))
        service.change_policy("standard", "Thường", ladder, since=0, actor=people.coordinator.actor, now=NOW)
    case_id = opened.report_case()
    with units.reading():
        coming = history(case_id, NOW)[0]
    assert "trước 2 ngày làm việc" in str(coming.text)
