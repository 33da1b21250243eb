"""Who would be named, who not and why."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.cases.models import Case
from app.documents.letters.candidates import Lacking, LeftOut, candidates
from app.documents.letters.models import Missing
from app.extensions import db
from app.organisation.models import Agency, Seat
from app.reports.models import ExtensionState
from app.reports.queries import require_campaign
from tests.documents.letters.conftest import LATE
from tests.reports.rounds import RETURN

pytestmark = pytest.mark.database


@pytest.fixture
def found(late, reading):
    """Look who is late, on 04/12 unless said otherwise."""

    def found(now=LATE, only=None):
        with reading():
            seen = candidates(require_campaign(late.campaign_id), now, only)
            inside = {one.submission.agency_id: (one.late, one.lacking, one.is_drafted) for one in seen.inside}
            return inside, {row.agency_id: why for row, why in seen.outside}, (seen.on_time, seen.not_due)

    return found


def test_before_the_limit_nobody_is_named(found, now):
    assert found(now) == ({}, {}, (0, 2))


def test_whoever_has_not_filed_by_the_last_lawful_day_is_named(found, people):
    inside, outside, counted = found()
    late = inside[people.agency.id][0]
    assert (late.missing, late.limit, late.working_days_late) == (Missing.report, date(2026, 11, 30), 4)
    assert outside == {}
    assert counted == (0, 0)


def test_a_report_that_came_late_is_not_chased_any_more(late, found, people):
    late.file(now=LATE - timedelta(hours=2))
    late.approve(now=LATE - timedelta(hours=1))
    inside, outside, _ = found()
    assert people.agency.id not in inside
    assert outside == {people.agency.id: LeftOut.filed}


def test_a_report_that_came_in_time_is_only_counted(late, found, people, now):
    late.file(now=now)
    late.approve(now=now)
    inside, outside, (on_time, _) = found()
    assert people.agency.id not in inside
    assert (outside, on_time) == ({}, 1)


def test_whoever_waits_for_an_answer_about_more_time_is_left_alone(late, found, people, writing):
    with writing():
        late.submission().extension = ExtensionState.asked
    assert found()[1] == {people.agency.id: LeftOut.asking}


def test_a_limit_of_ones_own_that_still_runs_is_respected(late, found, people, writing):
    with writing():
        row = late.submission()
        row.extension, row.extended_to = ExtensionState.granted, date(2026, 12, 11)
        row.overdue_after = LATE + timedelta(days=7)
    assert found()[1] == {people.agency.id: LeftOut.own_limit}


def test_a_returned_report_is_chased_after_its_own_limit(late, found, people, now):
    late.file(now=now)
    late.approve(now=now)
    late.check(RETURN, now=now)
    assert found()[1] == {people.agency.id: LeftOut.own_limit}
    inside, _, _ = found(LATE + timedelta(days=6))
    named = inside[people.agency.id][0]
    assert (named.missing, named.resubmit_by) == (Missing.completion, date(2026, 12, 4))


def test_an_agency_that_has_ended_is_not_written_to(found, people, writing):
    with writing():
        db.session.get_one(Agency, people.agency.id).valid_to = date(2026, 11, 30)
    assert found()[1] == {people.agency.id: LeftOut.ended}


def test_a_confidential_case_is_in_no_letter(late, found, people, writing):
    with writing():
        db.session.get_one(Case, late.submission().case_id).is_confidential = True
    assert found()[1] == {people.agency.id: LeftOut.confidential}


def test_what_the_register_lacks_is_said(found, people, writing):
    assert found()[0][people.agency.id][1] == (Lacking.email,)
    assert (
        found()[0][people.committee.id][1] == (Lacking.email, Lacking.clerk)
        if people.committee.id in found()[0]
        else True
    )
    with writing():
        db.session.get_one(Agency, people.agency.id).email = "sct@lamgiang.example"
        seat = db.session.scalars(select(Seat).where(Seat.agency_id == people.other_agency.id)).one()
        seat.holder_id = None
    inside, _, _ = found()
    assert inside[people.agency.id][1] == ()
    assert inside[people.other_agency.id][1] == (Lacking.email, Lacking.clerk)


def test_an_agency_that_a_draft_names_is_marked(drafted, found, people):
    drafted()
    assert found()[0][people.agency.id][2] is True


def test_only_some_can_be_looked_at(late, found, people, reading):
    with reading():
        wanted = late.submission().id
    inside, outside, counted = found(only=frozenset({wanted}))
    assert (list(inside), outside, counted) == ([people.agency.id], {}, (0, 0))
