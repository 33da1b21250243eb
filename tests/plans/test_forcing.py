"""A plan is put in force once somebody has said who leads its tasks; its duties become obligations."""

import pytest

from app.extensions import db
from app.organisation.models import AgencyKind
from app.plans import hooks, queries
from app.plans.errors import ChoiceMissing, LeadsUndecided, PlanInForce
from app.plans.models import DutyState, Plan, PlanDuty, PlanStatus, Target
from app.plans.rows import is_led
from app.plans.service import naming, proposals, put_in_force
from app.plans.service.naming import Answer, Choice
from app.timeline.log import Subject
from app.timeline.queries import entries

pytestmark = pytest.mark.database

ROSTER = [AgencyKind.department, AgencyKind.commune]


@pytest.fixture
def heard(monkeypatch) -> list[hooks.DutyConfirmed]:
    """What the features above were told."""
    heard: list[hooks.DutyConfirmed] = []
    monkeypatch.setattr(hooks, "duty_confirmed", [heard.append])
    return heard


def duty_id() -> int:
    return db.session.query(PlanDuty.id).scalar()


def test_it_says_first_what_it_brings(plan, reading):
    with reading():
        what = queries.consequences(plan.id)
    assert (what.tasks, len(what.unled), what.doubtful, what.open_duties, what.obligations) == (6, 2, 4, 1, 0)


def test_it_is_refused_while_a_lead_is_undecided(plan, people, writing, reading, now):
    with writing(), pytest.raises(LeadsUndecided) as refused:
        put_in_force(plan.id, actor=people.coordinator.actor, now=now)
    assert refused.value.values == {"count": 2}
    with reading():
        assert db.session.get(Plan, plan.id).status is PlanStatus.reading


def test_names_may_be_confirmed_as_text(in_force, people, reading):
    with reading():
        assert db.session.get(Plan, in_force.id).status is PlanStatus.in_force
        assert all(map(is_led, queries.tasks_of(in_force.id)))
        entry = entries(Subject("plan", in_force.id))[0]
        assert (entry.action, entry.payload["tasks"], entry.payload["as_text"]) == ("plan.put_in_force", 6, 2)


def test_it_goes_through_once_every_lead_is_decided(plan, people, register, key_of, writing, reading, now):
    by = {"actor": people.coordinator.actor, "now": now}
    four, five = key_of("4")[1], key_of("5")[1]
    with writing():
        naming.decide_agency(plan.id, four, Choice(Answer.group, group="communes"), **by)
        naming.decide_agency(plan.id, five, Choice(Answer.agency, [register["laboratory"]]), **by)
        put_in_force(plan.id, **by)
    with reading():
        assert db.session.get(Plan, plan.id).status is PlanStatus.in_force


def test_it_happens_once(in_force, people, writing, now):
    with writing(), pytest.raises(PlanInForce):
        put_in_force(in_force.id, actor=people.coordinator.actor, now=now)


def test_a_confirmed_duty_is_announced_when_the_plan_is_put_in_force(plan, people, heard, writing, now):
    with writing():
        proposals.confirm_duty(plan.id, duty_id(), ROSTER, actor=people.coordinator.actor, now=now)
        assert heard == []
        put_in_force(plan.id, actor=people.coordinator.actor, now=now, leads_as_text=True)
    (told,) = heard
    assert (told.first_due.isoformat(), told.is_exclusive, told.roster) == ("2026-11-30", True, frozenset(ROSTER))


def test_a_duty_confirmed_later_is_announced_at_once(in_force, people, heard, writing, now):
    with writing():
        proposals.confirm_duty(in_force.id, duty_id(), ROSTER, actor=people.coordinator.actor, now=now)
    assert len(heard) == 1


def test_a_duty_is_announced_only_once(in_force, people, heard, writing, now):
    with writing():
        proposals.confirm_duty(in_force.id, duty_id(), ROSTER, actor=people.coordinator.actor, now=now)
    with writing(), pytest.raises(PlanInForce):
        proposals.confirm_duty(in_force.id, duty_id(), ROSTER, actor=people.coordinator.actor, now=now)


def test_a_declined_duty_is_not_announced(plan, people, heard, writing, now):
    with writing():
        proposals.decline_duty(plan.id, duty_id(), actor=people.coordinator.actor, now=now)
        put_in_force(plan.id, actor=people.coordinator.actor, now=now, leads_as_text=True)
        assert db.session.get(PlanDuty, duty_id()).state is DutyState.declined
    assert heard == []


def test_a_duty_that_nobody_owes_is_refused(plan, people, writing, now):
    with writing(), pytest.raises(ChoiceMissing):
        proposals.confirm_duty(plan.id, duty_id(), [], actor=people.coordinator.actor, now=now)


def test_a_target_is_kept_when_confirmed(plan, people, writing, reading, now):
    with writing():
        target = db.session.query(Target).first()
        proposals.confirm_target(plan.id, target.id, True, actor=people.coordinator.actor, now=now)
    with reading():
        assert [one.value for one in queries.targets_of(plan.id, confirmed_only=True)] == ["≥ 30"]
