"""Timers follow dates that people have moved: by what they read, or by keeping their distance."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app import engine
from tests.engine.drawing import boundary, end, path, process, start, timer, user
from tests.engine.walking import NOW, Walk

WEEK = timedelta(days=7)
FIRST, SECOND = date(2026, 11, 30), date(2026, 12, 11)


def watched(kind: str, text: str) -> Walk:
    """A task x with a timer on it that leads to y, its case due on the first day."""
    body = user("x") + boundary("b", "x", timer(kind, text), interrupting=False) + user("y")
    drawn = process(start() + body + end() + end("e2") + path("s", "x", "e") + path("b", "y", "e2"))
    return Walk(drawn, case={"day": FIRST})


def retimed(walk: Walk, *, case=None, by: timedelta = WEEK) -> engine.Retimed:
    shifts = {walk.task("x").id: by}
    return engine.retime(walk.process, walk.position.state, case=case, shifts=shifts, now=NOW)


def test_a_timer_that_reads_the_case_is_set_by_the_case_as_it_is_now():
    walk = watched("timeDate", "=case.day")
    found = retimed(walk, case={"day": SECOND})
    assert found.next_due == datetime(2026, 12, 10, 17, tzinfo=UTC)
    assert [(timer.element, timer.old) for timer in found.timers] == [("b", datetime(2026, 11, 29, 17, tzinfo=UTC))]


@pytest.mark.parametrize(
    ("kind", "text"),
    [("timeDuration", "P3D"), ("timeDate", "=case.day"), ("timeCycle", "R3/P1D"), ("timeDuration", '=duration("P3D")')],
)
def test_a_timer_on_a_task_keeps_its_distance(kind, text):
    walk = watched(kind, text)
    assert retimed(walk).next_due == walk.position.next_due + WEEK


@pytest.mark.parametrize(
    ("kind", "text"),
    [("timeDate", "2026-11-30T17:00:00+07:00"), ("timeCycle", "R3/2026-11-30T09:00:00+07:00/P1D")],
)
def test_a_moment_that_is_written_down_stays(kind, text):
    walk = watched(kind, text)
    found = retimed(walk, case={"day": SECOND})
    assert (found.next_due, found.timers) == (walk.position.next_due, ())


def test_a_cycle_goes_on_from_where_it_was_moved_to():
    walk = watched("timeCycle", "R3/P1D")
    moved = retimed(walk)
    due = moved.next_due
    after = engine.fire_timers(walk.process, moved.state, case={}, now=due)
    assert [task.element for task in after.tasks if task.element == "y"] == ["y"]
    assert after.next_due == due + timedelta(days=1)


def test_timers_on_other_tasks_stay():
    walk = watched("timeDuration", "P3D")
    found = engine.retime(walk.process, walk.position.state, case=None, shifts={"another": WEEK}, now=NOW)
    assert (found.next_due, found.timers) == (walk.position.next_due, ())


def test_nothing_fires_and_nothing_moves():
    walk = watched("timeDuration", "P3D")
    found = retimed(walk, by=timedelta(days=-30))
    assert found.next_due < NOW
    assert engine.look(walk.process, found.state).tasks == walk.position.tasks


def test_an_expression_that_gives_no_date_is_an_error():
    walk = watched("timeDate", "=case.day")
    with pytest.raises(engine.EngineError):
        retimed(walk, case={"day": None})
