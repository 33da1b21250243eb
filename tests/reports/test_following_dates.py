"""When the date of a report's case, or of the round's own, is moved by hand, the matrix says so."""

from datetime import date

import pytest

from app.cases.moving_dates import NewDate, carry_out
from app.cases.rescheduling import take_back
from app.clock import local_date
from tests.support.clock import NOW

LATER = date(2026, 12, 11)


def move(writing, people, case_id: int) -> int:
    with writing():
        order = NewDate(case_id, None, LATER, "Bão số 12")
        return carry_out(order, actor=people.coordinator.actor, now=NOW).move.id


@pytest.mark.database
def test_the_report_is_due_when_its_case_is(opened, writing, reading, people):
    with reading():
        case_id, before = opened.submission().case_id, opened.submission().due_at
    move_id = move(writing, people, case_id)
    with reading():
        row = opened.submission()
        assert (local_date(row.due_at), local_date(row.overdue_after), row.extended_to) == (LATER, LATER, LATER)
    with writing():
        take_back(case_id, move_id, actor=people.coordinator.actor, now=NOW)
    with reading():
        assert (opened.submission().due_at, opened.submission().extended_to) == (before, None)


def test_a_returned_report_has_its_own_limit_moved(opened, writing, reading, people):
    with writing():
        row = opened.submission()
        row.resubmit_by, row.resubmit_overdue_after = date(2026, 12, 4), row.overdue_after
        case_id, first = row.case_id, row.overdue_after
    move(writing, people, case_id)
    with reading():
        assert opened.submission().resubmit_by == LATER
        assert opened.submission().overdue_after == first


def test_the_round_moves_with_its_own_case_and_the_reports_keep_theirs(opened, writing, reading, people):
    with reading():
        report, case_id = opened.submission().due_at, opened.submission().campaign.case_id
    move(writing, people, case_id)
    with reading():
        campaign = opened.submission().campaign
        assert (campaign.due_on, local_date(campaign.overdue_after)) == (LATER, LATER)
        assert opened.submission().due_at == report
