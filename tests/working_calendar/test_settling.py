"""Large changes go on in jobs: resumed after a crash, done once, one decision at a time; rounds follow too."""

import json
from datetime import date, datetime, timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import select

from app.cases.jobs import run_due
from app.cases.models import Case, Incident, Job, JobStatus
from app.cases.timers import fire_due
from app.clock import LOCAL, end_of_day, local_date
from app.deadlines.moments import fixed_date
from app.engine import EngineError
from app.errors import Conflict
from app.extensions import db
from app.organisation.calendar import office_calendar
from app.organisation.models import CalendarChange, ChangeKind
from app.organisation.roles import SYSTEM
from app.reports.models import Campaign, CampaignStatus, Submission, SubmissionState
from app.timeline.chains import check_chains
from app.timeline.log import Subject
from app.timeline.queries import entries
from app.working_calendar import settling
from app.working_calendar.service import enter, withdraw
from tests.reports.rounds import open_round
from tests.support import units
from tests.support.clock import NOW
from tests.support.factories import make_agency, make_case
from tests.support.processes import case_of
from tests.working_calendar.province import dates, day_off, differences, due_case, order, swap

FRIDAY, SATURDAY, MONDAY = date(2026, 11, 27), date(2026, 11, 28), date(2026, 11, 30)


@pytest.fixture
def small_batches(monkeypatch):
    monkeypatch.setattr(settling, "BATCH", 3)
    monkeypatch.setattr(settling, "LISTED", 5)


@pytest.fixture
def cases(app, writing):
    """Eleven cases due on the Friday."""
    with writing():
        agency = make_agency()
        return [due_case(agency, FRIDAY).id for _ in range(11)]


def overdue_days() -> list[date]:
    return [local_date(moment) for moment in db.session.scalars(select(Case.overdue_after).order_by(Case.id))]


def work(app, at: datetime = NOW) -> None:
    with app.app_context():
        run_due(lambda: at)


@pytest.mark.database
def test_a_batch_that_fails_is_done_again_and_no_case_moves_twice(
    database, app, cases, writing, reading, small_batches, monkeypatch
):
    with writing():
        enter(day_off(FRIDAY), actor=SYSTEM, now=NOW, to_move=11)
    real, calls = settling.follow_cases, []

    def falls_over(*given):
        calls.append(given[0])
        moved = real(*given)
        if len(calls) == 2:
            raise OSError("the process died after writing")
        return moved

    monkeypatch.setattr(settling, "follow_cases", falls_over)
    work(app)
    work(app, NOW + timedelta(minutes=5))
    with reading():
        assert overdue_days() == [MONDAY] * 11
        assert calls[1] == calls[2]  # the same cases again
        told = [[entry.action for entry in entries(Subject("case", key))] for key in cases]
        assert told == [["case.followed_calendar"]] * 11
        change = db.session.scalars(select(CalendarChange)).one()
        assert (change.moved, change.settled_at is not None) == (11, True)
        assert set(db.session.scalars(select(Job.status).where(Job.due_at <= NOW))) == {JobStatus.done}


@pytest.mark.database
def test_the_same_batch_queued_twice_is_done_once(database, app, cases, writing, reading, small_batches):
    with writing():
        change = enter(day_off(FRIDAY), actor=SYSTEM, now=NOW)
        settling._queue(change, cases[2], (), NOW)
    with reading():
        assert len(db.session.scalars(select(Job.id).where(Job.due_at <= NOW)).all()) == 1


@pytest.mark.database
def test_a_withdrawal_is_settled_in_batches_too(database, app, cases, writing, reading, small_batches):
    with writing():
        before = dates()
        key = enter(day_off(FRIDAY), actor=SYSTEM, now=NOW).id
    work(app)
    with writing():
        withdraw(key, "Nhập nhầm", actor=SYSTEM, now=NOW)
    work(app)
    with reading():
        assert differences(before, dates()) == {}
        actions = [entry.action for entry in entries(Subject("calendar", 1))]
        assert actions == ["calendar.settled", "calendar.withdrawn", "calendar.settled", "calendar.entered"]


@pytest.mark.database
def test_of_two_decisions_at_the_same_moment_one_is_made_and_the_other_refused(database, app, cases, reading):
    start, ends = Barrier(2), []

    def decide(order) -> None:
        start.wait()
        try:
            with units.unit(app, writes=True):
                enter(order, actor=SYSTEM, now=NOW, seen="0")
            ends.append("made")
        except Conflict as refused:
            ends.append(refused.slug)

    orders = (day_off(FRIDAY), swap(date(2026, 12, 4), date(2026, 12, 5)))
    threads = [Thread(target=decide, args=(order,)) for order in orders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ends) == ["calendar-changed", "made"]
    with reading():
        assert len(db.session.scalars(select(CalendarChange.id)).all()) == 1


@pytest.mark.database
def test_the_calendar_s_own_history_is_one_chain_that_verifies(database, app, writing, reading):
    with writing():
        key = enter(day_off(FRIDAY), actor=SYSTEM, now=NOW).id
    with writing():
        withdraw(key, "Nhập nhầm", actor=SYSTEM, now=NOW)
    with reading():
        assert list(check_chains()) == []


def campaign_due(day: date, *, exclusive: bool = False, reading_of_it: str = "later", **values) -> Campaign:
    """Make an open round with the date its printed day gives."""
    deadline = fixed_date(day, inclusive=not exclusive, calendar=office_calendar(), reading=reading_of_it)
    campaign = Campaign(
        title="Báo cáo năm 2026",
        legal_basis="Kế hoạch 86",
        period_year=2026,
        cut_off_from=date(2025, 12, 15),
        cut_off_to=date(2026, 11, 15),
        due_on=day,
        due_is_exclusive=exclusive,
        reading=reading_of_it,
        remind_by=deadline.remind_by,
        due_at=deadline.due_at,
        overdue_after=deadline.overdue_after,
        explanation="[]",
        status=CampaignStatus.open,
        **values,
    )
    db.session.add(campaign)
    db.session.flush()  # its reports carry its key
    return campaign


def report_of(campaign: Campaign, **values) -> Submission:
    defaults = {
        "state": SubmissionState.not_started,
        "due_at": campaign.due_at,
        "overdue_after": campaign.overdue_after,
    }
    submission = Submission(campaign_id=campaign.id, agency_id=make_agency().id, **{**defaults, **values})
    db.session.add(submission)
    db.session.flush()  # the test looks it up again
    return submission


@pytest.mark.database
def test_a_round_and_its_reports_follow_by_the_printed_date(database, app, writing, reading):
    with writing():
        campaign = campaign_due(MONDAY, exclusive=True)  # by Sunday 29/11, overdue after Monday
        sharing, extended = (
            report_of(campaign),
            report_of(campaign, extended_to=FRIDAY, due_at=end_of_day(FRIDAY), overdue_after=end_of_day(FRIDAY)),
        )
        keys = campaign.id, sharing.id, extended.id
    with writing():
        enter(day_off(FRIDAY, MONDAY), actor=SYSTEM, now=NOW)
    with reading():
        campaign = db.session.get_one(Campaign, keys[0])
        tuesday = date(2026, 12, 1)
        assert [local_date(one) for one in (campaign.remind_by, campaign.due_at, campaign.overdue_after)] == [
            date(2026, 11, 26),
            date(2026, 11, 29),
            tuesday,
        ]
        assert "Trước ngày 30/11/2026" in json.loads(campaign.explanation)[0]["vi"]
        assert local_date(db.session.get_one(Submission, keys[1]).overdue_after) == tuesday
        assert local_date(db.session.get_one(Submission, keys[2]).overdue_after) == tuesday


def test_a_report_that_arrived_in_time_stays_in_time(app, writing, reading):
    with writing():
        campaign = campaign_due(SATURDAY)  # overdue after Monday
        arrived = report_of(campaign, first_submitted_at=datetime(2026, 11, 30, 9, tzinfo=LOCAL))
        waiting = report_of(campaign)
        keys = arrived.id, waiting.id
    with writing():
        enter(order(ChangeKind.worked, worked=(SATURDAY,)), actor=SYSTEM, now=NOW)
    with reading():
        assert [local_date(db.session.get_one(Submission, key).overdue_after) for key in keys] == [MONDAY, SATURDAY]


def test_a_closed_round_stays(app, writing, reading):
    with writing():
        campaign = campaign_due(FRIDAY)
        campaign.status = CampaignStatus.closed
        key = report_of(campaign).id
    with writing():
        enter(day_off(FRIDAY), actor=SYSTEM, now=NOW)
    with reading():
        assert local_date(db.session.get_one(Submission, key).overdue_after) == FRIDAY


def test_a_returned_report_s_own_limit_follows(app, writing, reading):
    with writing():
        campaign = campaign_due(date(2026, 11, 13))
        key = report_of(campaign, resubmit_by=FRIDAY, resubmit_overdue_after=end_of_day(FRIDAY)).id
    with writing():
        enter(day_off(FRIDAY), actor=SYSTEM, now=NOW)
    with reading():
        assert local_date(db.session.get_one(Submission, key).resubmit_overdue_after) == MONDAY


@pytest.mark.database
def test_a_whole_round_follows_with_its_timer_its_cases_and_its_reports(database, app, people, writing, reading):
    """The shipped round, due "before 30/11/2026": by Sunday, overdue after Monday; its timer fires then."""
    opened = open_round(people)
    report = opened.report_case()
    with reading():
        assert case_of(opened.case_id).next_due == end_of_day(MONDAY)
    with writing():
        enter(day_off(MONDAY), actor=SYSTEM, now=NOW)
    tuesday = date(2026, 12, 1)
    with reading():
        assert case_of(opened.case_id).next_due == end_of_day(tuesday)
        assert local_date(opened.submission().overdue_after) == tuesday
        assert local_date(case_of(report).overdue_after) == tuesday
        assert {local_date(task.overdue_after) for task in case_of(report).open_tasks} == {tuesday}
        assert db.session.scalar(select(Incident.id)) is None
    with app.app_context():
        assert fire_due(end_of_day(MONDAY) + timedelta(hours=1)) == 0
        assert fire_due(end_of_day(tuesday) + timedelta(hours=1)) == 1


@pytest.mark.database
def test_work_opened_meanwhile_by_the_former_calendar_follows_at_the_second_look(
    database, app, cases, writing, reading
):
    with writing():
        agency = make_agency()
        before = due_case(agency, FRIDAY)
        late = {name: getattr(before, name) for name in ("remind_by", "due_at", "overdue_after", "last_day")}
        db.session.delete(before)  # its command is still under way
    with writing():
        enter(day_off(FRIDAY), actor=SYSTEM, now=NOW)
    with writing():
        key = make_case(agency, **late).id
        moved = dates()
    work(app, NOW + timedelta(minutes=3))
    with reading():
        assert local_date(case_of(key).overdue_after) == MONDAY
        assert set(differences(moved, dates())) == {("case", key)}  # and nothing else moved again


def test_a_second_look_at_what_was_withdrawn_meanwhile_changes_nothing(app, cases, writing, reading):
    with writing():
        before = dates()
        key = enter(day_off(FRIDAY), actor=SYSTEM, now=NOW).id
    with writing():
        withdraw(key, "Nhập nhầm", actor=SYSTEM, now=NOW)
    work(app, NOW + timedelta(minutes=3))
    with reading():
        assert differences(before, dates()) == {}


def test_a_timer_that_cannot_follow_opens_an_incident_and_the_date_moves_all_the_same(
    app, people, writing, reading, monkeypatch
):
    opened = open_round(people)

    def no_date(*_given, **_named):
        raise EngineError("the expression gives no date")

    monkeypatch.setattr("app.engine.retime", no_date)
    with writing():
        enter(day_off(MONDAY), actor=SYSTEM, now=NOW)
    with reading():
        assert local_date(case_of(opened.case_id).overdue_after) == date(2026, 12, 1)
        incident = db.session.scalars(select(Incident)).one()
        assert (incident.case_id, "gives no date" in incident.cause) == (opened.case_id, True)
