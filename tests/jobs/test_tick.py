"""`flask tick --at …`: all due work as if it were that moment."""

from datetime import date

import pytest

from app.jobs import steps
from app.jobs.steps import Step
from app.timeline.hold import hold_sending
from tests.notifications.work import make_due_task
from tests.support import units
from tests.support.catcher import Catcher
from tests.support.factories import make_case


@pytest.fixture
def catcher():
    with Catcher() as catcher:
        yield catcher


@pytest.fixture
def tick(app, catcher):
    app.config["MAIL_URL"] = catcher.url
    return lambda *arguments: app.test_cli_runner().invoke(args=["tick", *arguments])


@pytest.fixture
def report(people):
    """A report due before 30/11/2026."""
    with units.writing():
        return make_due_task(make_case(people.agency), day=date(2026, 11, 30), inclusive=False, name="Lập báo cáo")


def test_reminders_of_that_morning_go_out(tick, report, people, catcher):
    result = tick("--at", "2026-11-27T09:00+07:00")
    assert result.exit_code == 0, result.output
    assert [mail.to for mail in catcher.mails] == [[people.focal_point.email]]
    assert catcher.mails[0].subject == "1 việc hôm nay – Tiến Độ, thứ Sáu 27/11"
    assert "mails 1" in result.output
    assert "mail records 1" in result.output


def test_twice_in_a_row_does_it_once(tick, report, catcher):
    tick("--at", "2026-11-27T09:00+07:00")
    tick("--at", "2026-11-27T09:05+07:00")
    assert len(catcher.mails) == 1


def test_a_moment_without_an_offset_is_meant_in_viet_nam(tick, report, catcher):
    tick("--at", "2026-11-27T09:00")
    assert len(catcher.mails) == 1


def test_a_night_brings_no_digest(tick, report, catcher):
    assert tick("--at", "2026-11-27T22:00+07:00").exit_code == 0
    assert catcher.mails == []


@pytest.mark.parametrize("moment", ["tomorrow", "27/11/2026", ""])
def test_a_moment_nobody_can_read_is_refused_with_an_example(tick, moment):
    result = tick("--at", moment)
    assert result.exit_code == 2
    assert "2026-11-27T09:00+07:00" in result.output


def test_production_has_one_time_only(app, tick, report, catcher):
    app.config["PRODUCTION"] = True
    result = tick("--at", "2026-11-27T09:00+07:00")
    assert result.exit_code == 1
    assert "vận hành thật" in result.output
    assert catcher.mails == []


def test_a_restored_copy_sends_nothing_until_released(tick, report, now, catcher):
    with units.writing():
        hold_sending("restored", now)
    assert tick("--at", "2026-11-27T09:00+07:00").exit_code == 0
    assert catcher.mails == []


def test_a_step_that_fails_stops_no_other_and_is_reported(tick, report, catcher, monkeypatch):
    def fail(_tick):
        raise ZeroDivisionError

    monkeypatch.setattr("app.jobs.cli.STEPS", [Step("broken", 1, fail), *steps.STEPS])
    result = tick("--at", "2026-11-27T09:00+07:00")
    assert result.exit_code == 1
    assert "broken" in result.output
    assert len(catcher.mails) == 1
