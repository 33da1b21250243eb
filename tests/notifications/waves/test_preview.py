"""Waves seen before they go out: when they do, who gets what, who does not and why."""

from datetime import date

import pytest
from sqlalchemy import select

from app.cases.models import CasePerson, UserTask
from app.extensions import db
from app.notifications.models import Reminder
from app.notifications.outcomes import Outcome
from app.notifications.waves.timing import is_gone, next_wave
from app.organisation.roles import Role
from app.organisation.service.absences import Away, report_absence
from tests.notifications.waves.looking import DUE, ONE_BEFORE, TWO_BEFORE, seen
from tests.notifications.work import make_due_task, morning, plan
from tests.support import units
from tests.support.factories import make_agency, make_case, make_seat, make_user


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (morning(25, 7), TWO_BEFORE),
        (morning(25, 16), TWO_BEFORE),  # nobody has planned it, it still comes
        (morning(25, 17), ONE_BEFORE),
        (morning(21, 9), date(2026, 11, 23)),
        (morning(24, 9), TWO_BEFORE),
    ],
)
def test_the_next_wave_is_that_of_the_next_day_in_office(app, people, reading, at, day):
    with reading():
        assert next_wave(at) == day


def test_a_planned_wave_is_not_the_next_one(app, people, task, reading):
    plan(app, morning(25))
    with reading():
        assert next_wave(morning(25)) == ONE_BEFORE
        assert is_gone(TWO_BEFORE, morning(25))
        assert not is_gone(TWO_BEFORE, morning(25, 7))


@pytest.mark.database
def test_what_is_foreseen_is_what_is_planned(app, people, task, writing):
    with writing():
        make_due_task(make_case(people.other_agency), day=DUE)
        make_due_task(make_case(people.agency), day=date(2026, 11, 20))  # +3 is on 26/11
    foreseen = {person for _, told, _ in seen(people)[1] for person in told}
    plan(app, morning(25))
    with units.reading():
        planned = set(db.session.scalars(select(Reminder.recipient_id).where(Reminder.day == TWO_BEFORE)))
    assert foreseen == planned == {people.focal_point.id, people.outsider.id}


@pytest.mark.database
def test_an_agency_without_anybody_is_seen_with_the_reason(people, task, writing):
    with writing():
        make_due_task(make_case(make_agency("Sở Vắng Người")), day=DUE)
    found, agencies = seen(people)
    assert agencies == [
        ("Sở Vắng Người", [], [Outcome.nobody]),  # first: that is what one looks for
        ("Sở Công Thương", [people.focal_point.id], []),
    ]
    assert (found.totals.agencies, found.totals.silent, found.totals.letters) == (2, 1, 1)


def test_a_paused_task_is_named_as_resting(people, task, writing, now):
    with writing():
        db.session.get_one(UserTask, task.id).paused_at = now
    assert seen(people)[1] == [("Sở Công Thương", [], [Outcome.paused])]


def test_a_task_whose_step_is_not_due_is_not_spoken_of(people, task, writing, now):
    with writing():
        make_due_task(make_case(people.other_agency), day=date(2026, 12, 31))
    assert [name for name, _, _ in seen(people)[1]] == ["Sở Công Thương"]


def test_a_day_further_ahead_takes_the_ones_before_for_granted(people, task):
    found, agencies = seen(people, ONE_BEFORE)
    assert agencies == [("Sở Công Thương", [people.focal_point.id], [])]
    assert found.totals.letters == 1


def test_whoever_stands_in_is_told_instead(people, task, writing, now):
    with writing():
        away = Away(TWO_BEFORE, TWO_BEFORE)
        report_absence(people.focal_point.id, away, people.focal_point.actor, now)
    found, agencies = seen(people)
    assert agencies == [("Sở Công Thương", [people.deputy.id], [Outcome.away])]
    assert found.agencies[0].sends[0].instead_of == people.focal_point.id


def test_a_restricted_case_is_not_there_for_those_not_named(people, writing):
    with writing():
        case = make_case(people.agency, is_confidential=True)
        make_due_task(case, day=DUE)
        db.session.add(CasePerson(case_id=case.id, user_id=people.focal_point.id))
    found, agencies = seen(people)
    assert agencies == []
    assert found.totals.tasks == found.tasks == 0


def test_a_wave_of_many_agencies_is_read_page_by_page(people, writing, monkeypatch):
    monkeypatch.setattr("app.notifications.waves.preview.AGENCIES_A_PAGE", 2)
    with writing():
        for number in range(3):
            agency = make_agency(f"Xã {number}")
            make_seat(agency, Role.focal_point, make_user())
            make_due_task(make_case(agency), day=DUE)
    first, agencies = seen(people)
    assert [name for name, _, _ in agencies] == ["Xã 0", "Xã 1"]
    assert (first.pages, first.totals.letters) == (2, 3)
    assert [name for name, _, _ in seen(people, page=2)[1]] == ["Xã 2"]


def test_a_wave_too_large_to_count_is_worked_out_a_page_at_a_time(people, writing, monkeypatch, task):
    monkeypatch.setattr("app.notifications.waves.foreseeing.EXACT_UP_TO", 0)
    with writing():
        make_due_task(make_case(people.other_agency), day=DUE)
    found, agencies = seen(people)
    assert found.totals is None
    assert (found.tasks, found.agency_count) == (2, 2)
    assert [told for _, told, _ in agencies] == [[people.focal_point.id], [people.outsider.id]]
