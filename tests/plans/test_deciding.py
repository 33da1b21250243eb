"""A person decides what is doubtful: the meaning changes, the printed text never does."""

from datetime import date

import pytest

from app.errors import Invalid
from app.extensions import db
from app.plans.errors import NameDecided, PlanInForce, RowNotFound
from app.plans.models import Part, PlanTask
from app.plans.rows import Standing, reasons_of, standing_of
from app.plans.service import deciding, naming
from app.plans.service.naming import Answer, Choice
from app.timeline.log import Subject
from app.timeline.queries import entries
from tests.plans.conftest import open_part, task

pytestmark = pytest.mark.database


@pytest.fixture
def decide(plan, people, writing, now):
    """Return a function that decides something in a unit of work of its own."""

    def call(command, *args):
        with writing():
            command(plan.id, *args, actor=people.coordinator.actor, now=now)

    return call


def standing(number: str) -> Standing:
    return standing_of(reasons_of(task(number)))


def understood(number: str, part: Part) -> list[tuple[str, str | None]]:
    return [(one.agency.name if one.agency else one.name, one.group) for one in task(number).parts if one.part is part]


def last_entry(plan):
    return entries(Subject("plan", plan.id))[0]


def test_an_agency_is_chosen_for_an_unknown_name(decide, key_of, register, plan, people, reading):
    decide(naming.decide_agency, key_of("5")[1], Choice(Answer.agency, [register["laboratory"]]))
    with reading():
        assert understood("5", Part.lead) == [("Trung tâm Kỹ thuật", None)]
        assert task("5").lead_text == "Trung tâm Sao Mai"
        assert "agency_unknown" not in reasons_of(task("5"))
        entry = last_entry(plan)
        assert (entry.action, entry.actor_id) == ("plan.agency_decided", people.coordinator.id)
        assert entry.payload["agencies"] == ["Trung tâm Kỹ thuật"]


def test_a_group_takes_over_from_the_districts(decide, key_of, reading):
    decide(naming.decide_agency, key_of("4")[1], Choice(Answer.group, group="communes"))
    with reading():
        assert understood("4", Part.lead) == [("UBND các huyện, thị xã, thành phố", "communes")]
        assert standing("4") is Standing.sure


def test_a_name_may_stay_as_text(decide, key_of, people, reading):
    decide(naming.decide_agency, key_of("5")[1], Choice(Answer.text))
    with reading():
        (part,) = (one for one in task("5").parts if one.part is Part.lead)
        assert (part.agency_id, part.group, part.decided_by_id) == (None, None, people.coordinator.id)


def test_a_successor_that_leads_already_is_not_listed_again(decide, key_of, people, reading):
    """Row 2 is led by the trade department; its coordinators become science, which was merged, only once."""
    decide(naming.decide_agency, key_of("2")[1], Choice(Answer.agency, [people.department.id]))
    with reading():
        assert understood("2", Part.coordinating) == [("Sở Khoa học và Công nghệ", None)]


def test_an_agency_that_becomes_lead_no_longer_coordinates(decide, key_of, people, reading):
    decide(naming.decide_agency, key_of("4")[1], Choice(Answer.agency, [people.department.id]))
    with reading():
        assert understood("4", Part.lead) == [("Sở Khoa học và Công nghệ", None)]
        assert understood("4", Part.coordinating) == []


def test_several_successors_can_follow_one_name(decide, key_of, people, register, reading):
    decide(naming.decide_agency, key_of("4")[1], Choice(Answer.agency, [people.agency.id, register["interior"]]))
    with reading():
        assert sorted(name for name, _ in understood("4", Part.lead)) == ["Sở Công Thương", "Sở Nội vụ"]


@pytest.mark.parametrize(
    "choice",
    [Choice(Answer.drop), Choice(Answer.agency), Choice(Answer.group), Choice(Answer.group, group="districts")],
)
def test_an_answer_that_settles_nothing_is_refused(decide, key_of, reading, choice):
    _task, part = key_of("5")
    with pytest.raises(Invalid):
        decide(naming.decide_agency, part, choice)
    with reading():
        assert open_part("5").id == part


def test_a_date_can_be_set_and_is_the_last_day(decide, key_of, reading):
    decide(deciding.decide_due, key_of("6")[0], date(2026, 3, 31))
    with reading():
        row = task("6")
        assert (row.due_kind, row.first_due, row.due_is_exclusive) == ("by_date", date(2026, 3, 31), False)
        assert row.time_text == "Đầu năm"
        assert standing("6") is Standing.sure


def test_a_series_stays_a_series(decide, key_of, reading):
    decide(deciding.decide_due, key_of("3")[0], date(2026, 6, 30))
    with reading():
        assert (task("3").due_kind, task("3").first_due) == ("every_year", date(2026, 6, 30))


def test_a_task_may_be_followed_without_a_date(decide, key_of, reading):
    decide(deciding.decide_due, key_of("6")[0], None)
    with reading():
        assert (task("6").due_kind, task("6").first_due) == ("none", None)
        assert standing("6") is Standing.sure


def test_confirming_a_row_does_not_answer_its_questions(decide, key_of, reading):
    decide(deciding.confirm_row, key_of("5")[0])
    with reading():
        assert {"agency_unknown", "no_time"} <= set(reasons_of(task("5")))


def test_a_row_can_be_set_aside_and_read_anew(decide, key_of, reading):
    decide(deciding.set_aside, key_of("6")[0])
    with reading():
        assert db.session.query(PlanTask).filter_by(number="6").count() == 0
    decide(deciding.read_anew, 6)
    with reading():
        assert task("6").position == 6
        assert standing("6") is Standing.decide


def test_reading_anew_undoes_every_decision(decide, key_of, reading):
    decide(naming.decide_agency, key_of("4")[1], Choice(Answer.group, group="communes"))
    decide(deciding.decide_due, key_of("4")[0], None)
    decide(deciding.read_anew, 4)
    with reading():
        assert (task("4").due_kind, open_part("4").name) == ("every_year", "UBND các huyện, thị xã, thành phố")


def test_a_row_of_another_plan_cannot_be_decided(decide):
    for command in (deciding.confirm_row, deciding.set_aside):
        with pytest.raises(RowNotFound):
            decide(command, 999)


def test_nothing_is_decided_once_the_plan_is_in_force(in_force, people, key_of, writing, now):
    row, _part = key_of("1")
    with writing(), pytest.raises(PlanInForce):
        deciding.decide_due(in_force.id, row, None, actor=people.coordinator.actor, now=now)


def test_the_second_of_two_deciders_is_told(decide, key_of, people):
    _row, part = key_of("5")
    decide(naming.decide_agency, part, Choice(Answer.text))
    with pytest.raises(NameDecided):
        decide(naming.decide_agency, part, Choice(Answer.agency, [people.agency.id]))
