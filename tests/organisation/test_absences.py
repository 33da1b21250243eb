"""Somebody is away: who says so, who stands in, and what is told before it is saved."""

from datetime import date, timedelta

import pytest

from app.errors import Invalid, NotFound
from app.extensions import db
from app.organisation.absences import absent_on, coming_absences, posts_of
from app.organisation.models import Absence
from app.organisation.roles import Role
from app.organisation.service.absences import (
    AbsenceIsOver,
    AbsencesOverlap,
    Away,
    NobodyStandsIn,
    end_absence,
    report_absence,
)
from app.tasks.service import claim_task
from app.timeline.log import Subject
from app.timeline.queries import entries
from tests.support import processes
from tests.support.factories import make_seat, make_user
from tests.support.people import People, Person

FRIDAY = date(2026, 11, 20)  # today
MONDAY, NEXT_FRIDAY = date(2026, 11, 23), date(2026, 11, 27)
DAY = timedelta(days=1)
AWAY = Away(MONDAY, NEXT_FRIDAY)


@pytest.fixture
def report(people: People, writing, now):
    """Report somebody away, the focal point from Monday to Friday unless said otherwise; return the key."""

    def reported(person: Person = people.focal_point, first=MONDAY, last=NEXT_FRIDAY, by=None, **values) -> int:
        accepts = values.pop("accepts_gaps", False)
        with writing():
            actor = (by or person).actor
            absence = report_absence(person.id, Away(first, last, **values), actor, now, accepts_gaps=accepts)
            db.session.flush()  # the test wants its key
            return absence.id

    return reported


@pytest.mark.database
@pytest.mark.parametrize(
    ("day", "is_away"), [(MONDAY - DAY, False), (MONDAY, True), (NEXT_FRIDAY, True), (NEXT_FRIDAY + DAY, False)]
)
def test_both_days_count_and_it_ends_by_itself(people: People, report, reading, day, is_away):
    report()
    with reading():
        assert absent_on([people.focal_point.id, people.head.id], day) == (
            {people.focal_point.id: None} if is_away else {}
        )


@pytest.mark.database
def test_whoever_was_named_stands_in(people: People, report, reading):
    report(stand_in_id=people.deputy.id)
    with reading():
        assert absent_on([people.focal_point.id], MONDAY) == {people.focal_point.id: people.deputy.id}
        assert absent_on([people.head.id], MONDAY) == {}


def test_only_those_who_can_open_the_work_may_stand_in(people: People, report):
    with pytest.raises(Invalid) as refused:
        report(stand_in_id=people.outsider.id)
    assert list(refused.value.errors) == ["stand_in"]


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [
        (FRIDAY - DAY, NEXT_FRIDAY, "first_day"),
        (NEXT_FRIDAY, MONDAY, "last_day"),
        (MONDAY, MONDAY + timedelta(days=400), "last_day"),
    ],
)
def test_days_that_cannot_be_are_refused(report, first, last, field):
    with pytest.raises(Invalid) as refused:
        report(first=first, last=last)
    assert list(refused.value.errors) == [field]


@pytest.mark.database
def test_nobody_is_away_twice_at_once(report):
    report()
    with pytest.raises(AbsencesOverlap):
        report(first=NEXT_FRIDAY, last=NEXT_FRIDAY + DAY)
    report(first=NEXT_FRIDAY + DAY, last=NEXT_FRIDAY + DAY)


@pytest.mark.database
def test_a_seat_without_a_deputy_is_told_of_before_it_is_saved(people: People, report, writing, reading, now):
    with writing():
        with pytest.raises(NobodyStandsIn) as nobody:
            report_absence(people.head.id, AWAY, people.head.actor, now)
        assert [(post.role, post.agency.id) for post in nobody.value.posts] == [(Role.agency_head, people.agency.id)]
    report(people.head, accepts_gaps=True)
    with reading():
        assert people.head.id in absent_on([people.head.id], MONDAY)


def test_a_deputy_who_is_away_too_stands_in_for_nobody(people: People, report, writing, now):
    report(people.deputy, first=NEXT_FRIDAY, last=NEXT_FRIDAY)
    with writing():
        with pytest.raises(NobodyStandsIn) as nobody:
            report_absence(people.focal_point.id, AWAY, people.focal_point.actor, now)
        assert nobody.value.posts[0].is_away


def test_the_only_specialist_has_nobody_of_the_role(people: People, report):
    with pytest.raises(NobodyStandsIn):
        report(people.specialist)


def test_a_seat_that_one_only_deputises_for_has_its_holder(people: People, reading):
    with reading():
        assert posts_of(people.deputy.id, MONDAY, NEXT_FRIDAY) == []


@pytest.mark.database
def test_ended_early_the_person_is_there_again_from_today(people: People, report, writing, reading, later):
    absence = report()
    with writing():
        end_absence(people.focal_point.id, absence, people.focal_point.actor, later(days=4))
    with reading():
        assert absent_on([people.focal_point.id], MONDAY) != {}
        assert absent_on([people.focal_point.id], MONDAY + DAY) == {}


def test_called_off_before_it_begins_no_day_is_left(people: People, report, writing, reading, now):
    absence = report()
    with writing():
        end_absence(people.focal_point.id, absence, people.focal_point.actor, now)
    with reading():
        assert coming_absences(FRIDAY) == []
        assert absent_on([people.focal_point.id], MONDAY) == {}
    with writing(), pytest.raises(AbsenceIsOver):
        end_absence(people.focal_point.id, absence, people.focal_point.actor, now)
    report()  # the days are free again


def test_somebody_elses_absence_is_not_there(people: People, report, writing, now):
    absence = report()
    with writing(), pytest.raises(NotFound):
        end_absence(people.head.id, absence, people.head.actor, now)


def test_what_a_coordinator_enters_is_logged_with_the_person(people: People, report, reading):
    report(by=people.coordinator)
    with reading():
        entry = entries(Subject("user", people.focal_point.id))[0]
        assert (entry.action, entry.actor_id) == ("user.absence_reported", people.coordinator.id)
        assert "reason" not in entry.payload


# Pages


def fill(page, **fields):
    return page.form("absence").submit(**fields)


def test_a_person_reports_it_on_a_page_of_their_own(people: People, visit, reading):
    page = visit(people.focal_point).page("absences.own")
    answer = fill(page, first_day="23/11/2026", last_day="27/11/2026", stand_in=str(people.deputy.id))
    assert "Thứ Hai, 23/11/2026 đến hết thứ Sáu, 27/11/2026" in answer.text
    with reading():
        assert absent_on([people.focal_point.id], MONDAY) == {people.focal_point.id: people.deputy.id}


def test_the_page_tells_of_a_seat_without_a_deputy_before_it_saves(people: People, visit, reading):
    page = visit(people.head).page("absences.own")
    asked = page.form("absence").submit(422, first_day="23/11/2026", last_day="27/11/2026")
    assert "chưa có người thay" in asked.one(".note.soon").text
    with reading():
        assert coming_absences(FRIDAY) == []
    fill(asked, anyway="true")
    with reading():
        assert [absence.user_id for absence in coming_absences(FRIDAY)] == [people.head.id]
    assert "chưa có người thay" in visit(people.coordinator).page("absences.index").text


def test_a_coordinator_enters_it_for_somebody(people: People, visit):
    page = visit(people.coordinator).page("absences.of_user", user_id=people.focal_point.id)
    answer = fill(page, first_day="20/11/2026", last_day="20/11/2026", reason="họp ở Hà Nội")
    assert "họp ở Hà Nội" in answer.text
    ended = answer.form("/end").submit()
    assert "họp ở Hà Nội" not in ended.text


def test_who_is_away_stands_beside_the_name_where_work_is(people: People, visit, report, writing, now):
    report(first=FRIDAY)
    with writing():
        processes.deploy_approval()
        task_id = processes.start("approval", people.agency).task_id
    with writing():
        claim_task(task_id, actor=people.focal_point.actor, now=now)
    words = "vắng đến hết thứ Sáu, 27/11/2026"
    assert words in visit(people.coordinator).page("tasks.show", task_id=task_id).text
    assert words in visit(people.deputy).page("tasks.show", task_id=task_id).text
    assert words in visit(people.coordinator).page("agencies.show", agency_id=people.agency.id).text
    assert words not in visit(people.auditor).page("agencies.show", agency_id=people.agency.id).text


def test_the_days_of_an_ended_agency_need_nobody(people: People, writing, reading):
    with writing():
        user = make_user()
        make_seat(people.committee, Role.focal_point, user)
        people.committee.valid_to = FRIDAY
        db.session.merge(people.committee)
        user_id = user.id
    with reading():
        assert posts_of(user_id, MONDAY, NEXT_FRIDAY) == []


def test_every_column_says_what_was_reported(people: People, report, reading):
    key = report(by=people.coordinator, reason="họp ở Hà Nội")
    with reading():
        absence = db.session.get_one(Absence, key)
        assert (absence.reason, absence.reported_by_id, absence.ended_at) == (
            "họp ở Hà Nội",
            people.coordinator.id,
            None,
        )
