"""The mails of a reporting round, step by step, through the real commands and a real mail server."""

import pytest

from tests.notifications.work import morning, plan
from tests.reports.rounds import REPORT, RETURN, Round, open_round
from tests.support.clock import NOW


@pytest.fixture
def opened(app, people) -> Round:
    """An open round, due before 30/11/2026."""
    return open_round(people)


def new_mails(catcher, send, at=NOW) -> list[tuple[str, str]]:
    """Send what is due and return the new mails' recipients and subjects."""
    before = len(catcher.mails)
    send(at)
    return sorted((mail.to[0], mail.subject) for mail in catcher.mails[before:])


def test_each_step_tells_whoever_is_next(opened, people, send, catcher):
    focal_points = {people.focal_point.email, people.outsider.email}
    told = dict(new_mails(catcher, send))
    assert focal_points <= told.keys()
    assert told[people.focal_point.email].startswith("Việc mới: ")

    opened.file()
    assert [to for to, _ in new_mails(catcher, send)] == [people.head.email]

    opened.approve()
    assert new_mails(catcher, send) == [(people.specialist.email, "1 việc chờ người nhận")]

    opened.check(RETURN)
    assert [to for to, _ in new_mails(catcher, send)] == [people.focal_point.email]

    opened.file(REPORT, element="revise_report")
    opened.approve()
    new_mails(catcher, send)
    opened.check()
    assert people.focal_point.email in dict(new_mails(catcher, send))


def test_the_morning_reminds_those_who_have_not_filed_and_nobody_else(app, opened, people, send, catcher):
    new_mails(catcher, send)
    opened.file()
    opened.approve()
    new_mails(catcher, send)
    plan(app, morning(26))
    reminded = dict(new_mails(catcher, send, morning(26)))
    assert people.outsider.email in reminded
    assert people.focal_point.email not in reminded


def test_filing_stops_the_reminder_that_was_planned_this_morning(app, opened, people, send, catcher):
    new_mails(catcher, send)
    plan(app, morning(25, hour=9))
    opened.file(now=morning(25, hour=9))
    told = new_mails(catcher, send, morning(25, hour=9))
    assert people.focal_point.email not in dict(told)
