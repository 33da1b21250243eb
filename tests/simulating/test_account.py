"""What is told of a simulated year: who was late and by how much, and what was done in time."""

from datetime import date, timedelta

import pytest

from app.cases.models import TaskStatus
from app.extensions import db
from app.notifications.letters import Letter, as_mail
from app.organisation.roles import Role
from app.simulating.counting import tasks_by_process
from app.simulating.journal import Journal
from app.simulating.lateness import late_work
from app.simulating.span import Span
from tests.support.clock import NOW
from tests.support.factories import make_agency, make_case, make_task, make_user

SPAN = Span(2026, 1, date(2026, 1, 1), date(2026, 1, 1), date(2026, 1, 1), date(2026, 12, 31))
DUE = NOW - timedelta(days=14)  # Friday, 6 November


@pytest.fixture
def late(app, writing):
    """Return what is told to be late of one task made with these values."""

    def tell(**values):
        with writing():
            agency = make_agency("Sở Muộn")
            make_task(make_case(agency), role=Role.focal_point, agency_id=agency.id, overdue_after=DUE, **values)
            db.session.flush()
            return list(late_work(SPAN, NOW))

    return tell


def done(days: int, **values):
    return {"status": TaskStatus.completed, "closed_at": DUE + timedelta(days=days), **values}


def test_what_was_done_late_is_told_with_its_working_days_and_who_did_it(late, writing, app):
    with writing():
        person = make_user("Lê Chậm").id
    (one,) = late(**done(5, closed_by_id=person))
    assert (one.days, one.agency, one.who, one.is_done) == (3, "Sở Muộn", "Lê Chậm", True)


def test_what_is_still_open_is_told_as_late_as_it_is_by_now(late):
    (one,) = late()
    assert (one.done, one.days) == (None, 10)


def test_what_was_closed_undone_is_told_so(late):
    (one,) = late(**done(3, status=TaskStatus.cancelled))
    assert not one.is_done


@pytest.mark.parametrize("values", [done(0), done(-2), {"reminders": "none"}])
def test_what_was_in_time_or_has_no_limit_is_not_told(late, values):
    assert late(**values) == []


def test_tasks_are_counted_by_how_they_ended(app, writing):
    with writing():
        case = make_case()
        for values in (done(0), done(4), {}, done(1, status=TaskStatus.cancelled)):
            make_task(case, overdue_after=DUE, **values)
        db.session.flush()
        (counted,) = tasks_by_process(SPAN, NOW).values()
    assert (counted.in_time, counted.late, counted.open_late, counted.withdrawn) == (1, 1, 1, 1)


def test_a_journal_keeps_subjects_without_codes_that_are_drawn_anew():
    journal = Journal(date(2026, 1, 1))
    words = Letter("Mã 7K4M-92QX-TY: Đăng ký", "Chào bạn")
    content = as_mail(words, sender="a@b.example", name="Bạn", address="c@b.example", message_id="<a@b>", written=NOW)
    journal.keep_letter(NOW, content)
    assert [letter.subject for letter in journal.letters] == ["Mã …: Đăng ký"]
