"""A round opens in batches: a crash between two loses nothing and doubles nothing, the price per agency is flat."""

from collections import Counter

import pytest
from sqlalchemy import event, select

from app.cases import batches, jobs
from app.cases.models import Job, JobStatus
from app.extensions import db
from app.organisation.models import AgencyKind
from app.reports.models import Campaign, CampaignStatus, Submission
from app.reports.service import opening
from tests.reports import rounds
from tests.support import units
from tests.support.factories import make_agency

pytestmark = pytest.mark.database


@pytest.fixture
def small_batches(monkeypatch):
    """Batches of three agencies."""
    monkeypatch.setattr(batches, "SIZE", 3)


def settle(number: int) -> None:
    """Found special zones, which a round can be opened for apart from everybody else."""
    with units.writing():
        for _ in range(number):
            make_agency(kind=AgencyKind.special_zone)


def opened_cases(campaign_id: int) -> Counter[int | None]:
    return Counter(db.session.scalars(select(Submission.case_id).where(Submission.campaign_id == campaign_id)))


def test_batch_after_batch_every_agency_gets_one_case(app, database, people, small_batches, reading):
    settle(7)
    opened = rounds.open_round(people, roster=["special_zone"])
    with reading():
        cases = opened_cases(opened.campaign_id)
        assert len(cases) == 7
        assert set(cases.values()) == {1}
        assert db.session.get_one(Campaign, opened.campaign_id).status is CampaignStatus.open


def test_a_process_that_dies_between_two_batches_is_followed_by_another(
    app, database, people, small_batches, reading, later, monkeypatch
):
    settle(8)
    calls = Counter()
    open_one = opening._open_report

    def dying(*given):
        calls["opened"] += 1
        if calls["opened"] == 5:  # in the middle of the second batch
            raise KeyboardInterrupt
        open_one(*given)

    monkeypatch.setattr(opening, "_open_report", dying)
    with pytest.raises(KeyboardInterrupt):
        rounds.open_round(people, roster=["special_zone"])
    with reading():
        campaign_id = db.session.scalars(select(Campaign.id)).one()
        assert opened_cases(campaign_id)[None] == 5  # the half-done batch left nothing behind
    with app.app_context():
        jobs.run_due(lambda: later(minutes=5))
    with reading():
        cases = opened_cases(campaign_id)
        assert len(cases) == 8
        assert set(cases.values()) == {1}
        left = db.session.scalars(select(Job.id).where(Job.status != JobStatus.done)).all()
        assert left == []


def test_a_batch_done_twice_opens_nothing_twice(opened, writing, reading, now):
    with writing():
        assert opening.open_batch(opened.campaign_id, now) == 0
    with reading():
        assert set(opened_cases(opened.campaign_id).values()) == {1}


def test_a_round_closed_while_it_opens_opens_no_more(opened, writing, reading, now):
    with writing():
        campaign = db.session.get_one(Campaign, opened.campaign_id)
        campaign.status = CampaignStatus.closing
        db.session.add(Submission(campaign_id=campaign.id, agency_id=opened.people.department.id,
                                  state="not_started", due_at=now, overdue_after=now))  # fmt: skip
    with writing():
        assert opening.open_batch(opened.campaign_id, now) == 0
    with reading():
        assert opened.submission(opened.people.department.id).case_id is None


def test_each_further_agency_costs_the_same_number_of_statements(app, database, people, reading):
    def statements_for(more: int) -> int:
        settle(more)
        counted = Counter()

        def count(*_rest):
            counted["all"] += 1

        with app.app_context():
            engine = db.engine
        event.listen(engine, "before_cursor_execute", count)
        rounds.open_round(people, roster=["special_zone"])
        event.remove(engine, "before_cursor_execute", count)
        return counted["all"]

    statements_for(5)  # deploys the processes
    five, ten, twenty = statements_for(0), statements_for(5), statements_for(10)
    assert 0 < twenty - ten <= 2 * (ten - five)
