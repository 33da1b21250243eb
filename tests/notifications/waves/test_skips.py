"""Leaving an agency alone for once, and taking that back."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.extensions import db
from app.notifications.outcomes import Outcome
from app.notifications.skips.models import ReminderSkip
from app.notifications.skips.service import WaveIsGone, remind_after_all, skip_once
from app.timeline.log import Subject
from app.timeline.outbox_models import OutboxMessage
from app.timeline.queries import entries
from tests.notifications.waves.looking import EARLY, ONE_BEFORE, TWO_BEFORE, reminders, seen
from tests.notifications.work import morning, plan
from tests.support import units


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
