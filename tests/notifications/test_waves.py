"""Waves seen before they go out: who gets what, who does not and why, and who is left alone for once."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from app.cases.models import CasePerson, UserTask
from app.extensions import db
from app.notifications.models import Reminder
from app.notifications.outcomes import Outcome
from app.notifications.skips.models import ReminderSkip
from app.notifications.skips.service import WaveIsGone, remind_after_all, skip_once
from app.notifications.waves.forecast import Kind, forecast
from app.notifications.waves.preview import preview
from app.notifications.waves.timing import is_gone, next_wave
from app.organisation.roles import Role
from app.organisation.service.absences import Away, report_absence
from app.timeline.log import Subject
from app.timeline.outbox_models import OutboxMessage
from app.timeline.queries import entries
from tests.notifications.work import make_due_task, morning, plan
from tests.support import units
from tests.support.factories import make_agency, make_case, make_seat, make_user
from tests.support.statements import statements_of

DUE = date(2026, 11, 27)
TWO_BEFORE = date(2026, 11, 25)  # 24 November is a holiday
ONE_BEFORE = date(2026, 11, 26)
EARLY = morning(25, 7)  # before that day's reminders are planned


@pytest.fixture
def task(people, writing) -> UserTask:
    """A report of Sở Công Thương, due on Friday 27/11."""
    with writing():
        return make_due_task(make_case(people.agency), day=DUE, name="Báo cáo năm 2026")


def seen(people, day=TWO_BEFORE, now=EARLY, **values):
    with units.reading():
        found = preview(people.coordinator.actor, day, now, **values)
        return found, [
            (
                wave.agency and wave.agency.name,
                [one.recipient_id for one in wave.sends],
                [one.outcome for one in wave.others],
            )
            for wave in found.agencies
        ]


def reminders() -> list[tuple[date, str, str, bool]]:
    with units.reading():
        rows = db.session.scalars(select(Reminder).order_by(Reminder.id))
        return [(one.day, one.rung, one.outcome.value, one.message_key is not None) for one in rows]


# When a wave goes out


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


# Who gets what


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


# Leaving an agency alone for once


@pytest.fixture
def skipped(people, task, writing):
    """Sở Công Thương is left alone on 25/11."""
    with writing():
        skip_once(people.agency.id, TWO_BEFORE, "đã hẹn nộp", people.coordinator.actor, morning(23))


@pytest.mark.database
def test_an_agency_left_alone_gets_nothing_that_day_and_the_next_step_as_usual(app, people, skipped):
    assert seen(people)[1] == [("Sở Công Thương", [], [Outcome.skipped])]
    plan(app, morning(25))
    assert reminders() == [(TWO_BEFORE, "-2", "skipped", False)]
    plan(app, morning(26))
    assert reminders()[1:] == [(ONE_BEFORE, "-1", "send", True)]


def test_who_and_why_stand_in_the_history_of_the_agency(people, skipped, reading):
    with reading():
        entry = entries(Subject("agency", people.agency.id))[0]
        assert (entry.action, entry.actor_id) == ("agency.skipped_once", people.coordinator.id)
        assert entry.payload["reason"] == "đã hẹn nộp"


@pytest.mark.database
def test_it_is_taken_back_before_the_wave_is_planned(app, people, skipped, writing):
    with writing():
        remind_after_all(people.agency.id, TWO_BEFORE, people.coordinator.actor, EARLY)
    plan(app, morning(25))
    assert reminders() == [(TWO_BEFORE, "-2", "send", True)]


@pytest.mark.database
def test_it_is_taken_back_after_planning_while_no_letter_has_left(app, people, skipped, writing):
    half_past_seven = morning(25, 7) + timedelta(minutes=31)
    plan(app, half_past_seven)
    with writing():
        remind_after_all(people.agency.id, TWO_BEFORE, people.coordinator.actor, half_past_seven)
    assert reminders() == [(TWO_BEFORE, "-2", "send", True)]
    with units.reading():
        assert db.session.scalar(select(func.count(OutboxMessage.id))) == 1


@pytest.mark.database
def test_an_agency_is_left_alone_after_planning_while_no_letter_has_left(app, people, task, writing, send, catcher):
    half_past_seven = morning(25, 7) + timedelta(minutes=31)
    plan(app, half_past_seven)
    with writing():
        skip_once(people.agency.id, TWO_BEFORE, "đã hẹn nộp", people.coordinator.actor, half_past_seven)
    assert send(morning(25)) == 0
    assert reminders() == [(TWO_BEFORE, "-2", "skipped", False)]


def test_a_wave_that_is_gone_cannot_be_changed(app, people, task, writing):
    plan(app, morning(25))
    about = people.agency.id, TWO_BEFORE
    with writing(), pytest.raises(WaveIsGone):
        skip_once(*about, "đã hẹn nộp", people.coordinator.actor, morning(25, 9))
    with writing(), pytest.raises(WaveIsGone):
        remind_after_all(*about, people.coordinator.actor, morning(25, 9))


def test_leaving_alone_twice_counts_once(people, skipped, writing, reading):
    with writing():
        skip_once(people.agency.id, TWO_BEFORE, "lý do khác", people.coordinator.actor, EARLY)
    with reading():
        assert db.session.scalars(select(ReminderSkip.reason)).all() == ["đã hẹn nộp"]


# The days ahead


def ahead(people, now=EARLY):
    with units.reading():
        return {one.day: one for one in forecast(people.coordinator.actor, now)}


@pytest.mark.database
def test_each_day_counts_what_its_steps_speak_of(people, task, writing):
    with writing():
        make_due_task(make_case(people.agency), day=DUE, reminders="close")
    days = ahead(people)
    assert days[TWO_BEFORE].tasks == {Kind.digest: 2}
    assert days[TWO_BEFORE].agencies == 1
    assert days[date(2026, 11, 30)].tasks == {Kind.digest: 1, Kind.urgent: 1}  # one day late
    assert days[date(2026, 12, 2)].tasks == {Kind.digest: 2, Kind.climbing: 2}  # three days late
    assert days[date(2026, 12, 4)].tasks == {Kind.digest: 2, Kind.climbing: 2, Kind.letter: 1}


def test_days_off_and_days_past_thirty_are_not_there(people, task):
    days = ahead(people)
    assert date(2026, 11, 28) not in days
    assert max(days) <= TWO_BEFORE + timedelta(days=30)


def test_paused_and_restricted_tasks_are_not_counted(people, task, writing, now):
    with writing():
        db.session.get_one(UserTask, task.id).paused_at = now
        make_due_task(make_case(people.agency, is_confidential=True), day=DUE)
    assert ahead(people)[TWO_BEFORE].is_quiet


def test_agencies_left_alone_are_counted(people, skipped):
    assert ahead(people)[TWO_BEFORE].skipped == 1


def test_the_forecast_is_what_the_waves_then_come_to(app, people, task):
    """Day after day, each wave reminds of as many tasks as were foreseen on the first morning."""
    foreseen = {day: one.tasks.get(Kind.digest, 0) for day, one in ahead(people).items()}
    day = TWO_BEFORE
    while day <= TWO_BEFORE + timedelta(days=9):
        plan(app, morning(day.day, month=day.month))
        with units.reading():
            told = select(func.count(func.distinct(Reminder.task_id))).where(
                Reminder.day == day, Reminder.recipient_id == people.focal_point.id
            )
            assert db.session.scalar(told) == foreseen.get(day, 0), day
        day += timedelta(days=1)


@pytest.mark.database
def test_the_questions_are_as_many_whatever_the_number_of_tasks(app, people, task, writing):
    def asked() -> int:
        return statements_of(app, lambda: (ahead(people), seen(people)))

    few = asked()
    with writing():
        for number in range(30):
            agency = make_agency(f"Xã {number}")
            make_seat(agency, Role.focal_point, make_user())
            make_due_task(make_case(agency), day=DUE - timedelta(days=number % 5))
    assert asked() == few


# The pages


def test_a_letter_about_every_agency_is_not_worked_out_where_there_are_too_many(
    people, task, visit, clock, monkeypatch
):
    clock.move_to(EARLY)
    page = visit(people.coordinator).page("reminders.wave", day=TWO_BEFORE)
    form = page.form(f"/letters/{people.focal_point.id}")
    form.action = form.action.replace(f"/{people.focal_point.id}", f"/{people.coordinator.id}")
    monkeypatch.setattr("app.notifications.waves.foreseeing.EXACT_UP_TO", 0)
    assert "không dựng trước được" in form.submit(409).text


def test_the_page_says_numbers_and_time(people, task, visit, clock, writing):
    clock.move_to(EARLY)
    with writing():
        make_due_task(make_case(make_agency("Sở Vắng Người")), day=DUE)
    page = visit(people.coordinator).page("reminders.index")
    assert "Nhắc 2 cơ quan: 1 thư sẽ gửi lúc 08:00, 1 cơ quan không gửi lần này" in page.text
    assert "Không có ai để nhắc" in page.text


@pytest.mark.database
def test_the_letter_is_seen_as_it_will_look_and_nothing_is_kept(people, task, visit, clock):
    clock.move_to(EARLY)
    page = visit(people.coordinator).page("reminders.wave", day=TWO_BEFORE)
    shown = page.form(f"/letters/{people.focal_point.id}").submit()
    assert "Báo cáo năm 2026" in shown.one(".letter").text
    assert "còn 2 ngày làm việc" in shown.one(".letter").text
    assert reminders() == []
    with units.reading():
        assert db.session.scalar(select(func.count(OutboxMessage.id))) == 0


@pytest.mark.database
def test_no_letter_shows_what_the_coordinator_may_not_know_of(people, task, visit, clock, writing):
    clock.move_to(EARLY)
    with writing():
        case = make_case(people.agency, title="Hồ sơ kín", is_confidential=True)
        make_due_task(case, day=DUE, name="Việc kín")
        db.session.add(CasePerson(case_id=case.id, user_id=people.focal_point.id))
    page = visit(people.coordinator).page("reminders.wave", day=TWO_BEFORE)
    shown = page.form(f"/letters/{people.focal_point.id}").submit()
    assert "hạn chế" not in shown.one(".letter").text
    assert "1 việc" in shown.one(".letter").text
    with units.reading():
        assert db.session.scalars(select(UserTask.status)).all() == ["open", "open"]


def test_an_agency_is_left_alone_from_the_page_and_reminded_after_all(people, task, visit, clock):
    clock.move_to(EARLY)
    page = visit(people.coordinator).page("reminders.wave", day=TWO_BEFORE)
    left = page.form("/skip").submit(reason="đã hẹn nộp")
    assert "Phạm Thu Lan cho bỏ cơ quan này lần này: đã hẹn nộp" in left.text
    assert "1 cơ quan không gửi lần này" in left.text
    again = left.form("/remind").submit()
    assert "1 thư sẽ gửi lúc 08:00" in again.text


def test_between_planning_and_eight_an_agency_is_still_left_alone_from_the_page(app, people, task, visit, clock):
    half_past_seven = clock.move_to(morning(25, 7) + timedelta(minutes=31))
    plan(app, half_past_seven)
    page = visit(people.coordinator).page("reminders.wave", day=TWO_BEFORE)
    left = page.form("/skip").submit(reason="đã hẹn nộp")
    assert reminders() == [(TWO_BEFORE, "-2", "skipped", False)]
    left.form("/remind").submit()
    assert reminders() == [(TWO_BEFORE, "-2", "send", True)]


def test_a_reason_has_to_be_given(people, task, visit, clock, reading):
    clock.move_to(EARLY)
    page = visit(people.coordinator).page("reminders.wave", day=TWO_BEFORE)
    assert "Ghi ngắn gọn vì sao" in page.form("/skip").submit(reason=" ").text
    with reading():
        assert db.session.scalar(select(func.count(ReminderSkip.id))) == 0


def test_the_days_ahead_lead_to_their_waves(people, task, visit, clock):
    clock.move_to(EARLY)
    page = visit(people.coordinator).page("reminders.days")
    assert "/reminders/waves/2026-11-26" in [link["href"] for link in page.all("td a")]


def test_a_wave_that_was_planned_is_read_in_the_history(app, people, task, visit, clock):
    plan(app, morning(25))
    clock.move_to(morning(25))
    page = visit(people.coordinator).page("reminders.wave", day=TWO_BEFORE)
    assert page.path == "/reminders/history"
    assert "nấc trước hạn 2 ngày làm việc" in page.text


@pytest.mark.parametrize("who", ["focal_point", "specialist", "leader", "administrator", "auditor"])
def test_only_coordinators_see_waves(people, visit, who):
    for path in ("/reminders", "/reminders/days", "/reminders/history", "/reminders/waves/2026-11-25"):
        assert visit(getattr(people, who)).client.get(path).status_code == 404


def test_a_day_that_does_not_exist_is_not_there(people, visit):
    for day in ("2026-02-30", "2099-01-01", "hôm-nay"):
        assert visit(people.coordinator).client.get(f"/reminders/waves/{day}").status_code == 404
