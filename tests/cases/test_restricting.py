"""A coordinator restricts a case to named people, changes who they are, and opens it again."""

import pytest
from sqlalchemy import select

from app.cases.access import sees_case
from app.cases.confidential.people import candidates, named_on
from app.cases.confidential.service import Choice, open_again, preview, restrict
from app.cases.errors import CaseNotFound, KindStaysOpen, NotRestricted
from app.cases.models import Case, CaseAgency, CasePerson, Relation
from app.errors import Forbidden, Invalid
from app.extensions import db
from app.organisation.identity import actor_for
from app.organisation.roles import Role
from app.tasks.service import claim_task
from app.timeline.log import Subject
from app.timeline.queries import entries
from tests.support import processes, steps
from tests.support.clock import NOW
from tests.support.factories import grant, make_case, make_definition, make_user

REASON = "Đơn phản ánh có thông tin về người gửi."


@pytest.fixture
def opened(writing, people) -> processes.Started:
    """A case of Sở Công Thương that waits for its focal point."""
    with writing():
        processes.deploy_approval()
        return processes.start("approval", people.agency)


@pytest.fixture
def keep(opened, people, writing, now):
    """Restrict the case to some of the people of the story, as the coordinator unless said otherwise."""

    def restricted(*names: str, by: str = "coordinator") -> None:
        chosen = frozenset(getattr(people, name).id for name in names)
        with writing():
            restrict(Choice(opened.case_id, chosen, REASON), actor=getattr(people, by).actor, now=now)

    return restricted


def seeing(people, case_id: int) -> set[str]:
    """Return the names (in the story) of those who see the case."""
    case = db.session.get_one(Case, case_id)
    everybody = {name: one for name, one in vars(people).items() if hasattr(one, "actor")}
    return {name for name, one in everybody.items() if sees_case(one.actor, case)}


@pytest.mark.database
def test_only_those_named_know_of_it_with_who_holds_its_work_and_who_restricted_it(opened, people, keep, reading):
    keep("specialist")
    with reading():
        assert seeing(people, opened.case_id) == {"specialist", "coordinator", "focal_point", "deputy"}
        told = entries(Subject("case", opened.case_id))[0]
        assert told.action == "case.restricted"
        assert told.payload["reason"] == REASON
        assert "Đỗ Anh Tuấn" in told.payload["who"]


def test_whoever_took_the_task_on_holds_it_alone(opened, people, keep, reading, writing, now):
    with writing():
        claim_task(opened.task_id, actor=people.focal_point.actor, now=now)
    keep("specialist")
    with reading():
        assert "deputy" not in seeing(people, opened.case_id)


def test_people_are_added_and_taken_away_later(opened, people, keep, reading):
    keep("specialist")
    keep("leader", "coordinator")
    with reading():
        assert seeing(people, opened.case_id) == {"leader", "coordinator", "focal_point", "deputy"}
        assert entries(Subject("case", opened.case_id))[0].action == "case.people_changed"


def test_the_last_coordinator_cannot_leave(opened, people, keep, reading):
    keep("specialist")
    with pytest.raises(Invalid) as refused:
        keep("specialist")
    assert "coordinator" in refused.value.errors["people"][0]
    with reading():
        assert people.coordinator.id in named_on(opened.case_id)


def test_a_coordinator_may_leave_it_to_another_one(opened, people, keep, reading, writing):
    with writing():
        other_id = another_coordinator()
    keep("specialist")
    with writing():
        chosen = Choice(opened.case_id, frozenset({other_id}), "Nghỉ thai sản.")
        restrict(chosen, actor=people.coordinator.actor, now=NOW)
    with reading():
        assert people.coordinator.id not in named_on(opened.case_id)


def another_coordinator() -> int:
    """Make a second coordinator, in the open unit of work, and return their key."""
    user = make_user("Lò Thị Sau", "sau@lamgiang.example")
    grant(user, Role.coordinator)
    return user.id


def test_a_step_that_waits_is_left_to_somebody(opened, people, keep, reading):
    steps.do(opened.case_id, "write", {"subject": "Bộ quả cân"}, people.focal_point.actor)
    with pytest.raises(Invalid) as refused:
        keep("leader")
    assert "step that waits" in refused.value.errors["people"][0]
    keep("specialist")


def test_a_step_that_nobody_at_all_may_do_hinders_nothing(opened, people, keep, writing, reading):
    with writing():
        processes.open_task(opened.case_id, "write").agency_id = people.department.id
    keep("leader")
    with reading():
        assert "leader" in seeing(people, opened.case_id)


def test_only_people_who_saw_it_can_be_named(opened, people, keep):
    for name in ("outsider", "administrator", "committee_office"):
        with pytest.raises(Invalid):
            keep(name)


@pytest.mark.parametrize("name", ["specialist", "leader", "focal_point"])
def test_others_cannot_restrict_it(opened, keep, name):
    with pytest.raises(Forbidden):
        keep("specialist", by=name)


def test_a_coordinator_who_is_not_named_cannot_even_look(opened, keep, writing):
    keep("specialist")
    with writing():
        other = actor_for(another_coordinator())
        with pytest.raises(CaseNotFound):
            preview(Choice(opened.case_id, frozenset(), REASON), actor=other)


def test_the_preview_counts_who_loses_sight_of_it_and_changes_nothing(opened, people, reading):
    with reading():
        before = len(candidates(db.session.get_one(Case, opened.case_id)))
        seen = preview(
            Choice(opened.case_id, frozenset({people.specialist.id}), REASON), actor=people.coordinator.actor
        )
        assert (len(seen.keeping), seen.losing, seen.gaining) == (4, before - 4, 0)
        assert seeing(people, opened.case_id) >= {"leader", "auditor", "head"}


@pytest.mark.database
@pytest.mark.parametrize("relation", [None, *Relation])
def test_who_is_offered_is_who_sees_it(opened, people, writing, reading, relation):
    """The condition on people says the same as the one on cases."""
    with writing():
        if relation:
            agency_id = people.committee.id if relation is Relation.submitted_to else people.other_agency.id
            db.session.add(CaseAgency(case_id=opened.case_id, agency_id=agency_id, relation=relation))
    with reading():
        offered = {person.id for person in candidates(db.session.get_one(Case, opened.case_id))}
        assert offered == {getattr(people, name).id for name in seeing(people, opened.case_id)}


def test_opened_again_everybody_sees_it_and_nobody_stays_named(opened, people, keep, reading, writing, now):
    with reading():
        before = seeing(people, opened.case_id)
    keep("specialist")
    with writing():
        open_again(opened.case_id, "Đã xử lý xong.", actor=people.coordinator.actor, now=now)
    with reading():
        assert seeing(people, opened.case_id) == before
        assert db.session.scalars(select(CasePerson)).all() == []
        assert entries(Subject("case", opened.case_id))[0].action == "case.opened_again"


def test_what_is_open_cannot_be_opened(opened, people, writing, now):
    with writing(), pytest.raises(NotRestricted):
        open_again(opened.case_id, "Nhầm.", actor=people.coordinator.actor, now=now)


@pytest.mark.parametrize("process", ["agency_report", "plan_task", "annual_plan", "iso17025_support"])
def test_what_counts_in_tables_stays_open(people, writing, now, process):
    with writing():
        case_id = make_case(people.agency, make_definition(process)).id
    with writing(), pytest.raises(KindStaysOpen):
        restrict(Choice(case_id, frozenset(), REASON), actor=people.coordinator.actor, now=now)


def test_the_same_again_is_said_to_be_so(opened, people, keep):
    keep("specialist")
    with pytest.raises(Invalid):
        keep("specialist", "coordinator")
