"""The province as a newcomer finds it: who is there, where the reports stand, what the past has left."""

from collections import Counter
from datetime import datetime

import pytest
from sqlalchemy import func, select

from app.cases.models import Attachment, Comment, Incident, Job, JobStatus, TaskStatus, UserTask
from app.clock import LOCAL, start_of_day
from app.demo.register import entries
from app.extensions import db
from app.files.store import FileStore
from app.notifications.bounces.queries import all_bouncing
from app.notifications.proof.models import EventKind, MessageEvent
from app.notifications.queries import reminders_for
from app.organisation.models import Agency
from app.plans.models import Plan, PlanStatus
from app.plans.rows import Standing, is_led, reasons_of, standing_of
from app.reports.models import Campaign, CampaignStatus, Channel, Submission, SubmissionState
from app.reports.queries import counts
from app.timeline.anchor import Anchor
from app.timeline.hold import sending_is_held
from app.timeline.models import TimelineEntry
from app.timeline.outbox_models import MessageStatus, OutboxMessage
from app.timeline.verify import verify
from tests.support.units import unit

pytestmark = [pytest.mark.slow]


@pytest.fixture
def looking(province):
    """Look into the province's database."""
    with unit(province.app, writes=False):
        yield province


def the_round():
    return db.session.scalars(select(Campaign).where(Campaign.obligation_id.is_not(None))).one()


@pytest.mark.database
def test_every_state_of_the_matrix_is_there_in_the_proportions_of_a_season(database, looking):
    stands = counts(the_round().id, looking.now)
    assert stands.states == {
        SubmissionState.not_started: 11,
        SubmissionState.drafting: 14,
        SubmissionState.with_head: 7,
        SubmissionState.submitted: 9,
        SubmissionState.returned: 4,
        SubmissionState.accepted: 15,
    }


@pytest.mark.database
def test_every_flag_of_the_matrix_is_there(database, looking):
    stands = counts(the_round().id, looking.now)
    assert (stands.total, stands.late, stands.nil, stands.extended, stands.asked) == (60, 2, 3, 3, 2)


@pytest.mark.database
def test_the_past_has_left_nothing_undone(database, looking):
    queued = select(func.count()).where(OutboxMessage.status == MessageStatus.queued)
    undone = select(func.count()).where(Job.status != JobStatus.done)
    incidents = select(func.count(Incident.id))
    assert [db.session.scalar(each) for each in (queued, undone, incidents)] == [0, 0, 0]
    assert not sending_is_held()


@pytest.mark.database
def test_nobody_can_tell_its_timeline_from_a_lived_one(database, looking):
    config = looking.app.config
    report = verify(Anchor(config["ANCHOR_DIR"]), FileStore(config["STORAGE_DIR"]))
    assert (list(report.findings), report.heads > 15) == ([], True)


@pytest.mark.database
def test_everything_happened_before_today(database, looking):
    lived = select(func.max(TimelineEntry.at)).where(TimelineEntry.subject_type != "user")  # users: tests sign in
    assert db.session.scalar(lived) < start_of_day(looking.now.date())


def test_rounds_stand_at_every_stage(looking):
    stages = Counter(db.session.scalars(select(Campaign.status)))
    begun = select(func.count()).where(UserTask.element == "prepare_campaign", UserTask.status == TaskStatus.open)
    assert stages == {CampaignStatus.open: 2, CampaignStatus.closed: 1}
    assert db.session.scalar(begun) == 1


def test_the_round_follows_from_the_plan(looking):
    campaign = the_round()
    assert "86/KH-UBND" in campaign.legal_basis
    assert (campaign.due_on.isoformat(), campaign.due_is_exclusive) == ("2026-11-30", True)
    assert campaign.opened_at == datetime(2026, 11, 2, 8, 0, tzinfo=LOCAL)


def test_reports_came_by_every_way_but_mail(looking):
    channels = Counter(db.session.scalars(select(Submission.channel).where(Submission.channel.is_not(None))))
    assert {Channel.system, Channel.paper, Channel.document_system} == set(channels)


def test_an_agency_that_has_not_begun_has_been_reminded_and_called(looking):
    agency = db.session.scalars(select(Agency).where(Agency.code == "X.VINHNINH")).one()
    rungs = [reminder.rung for reminder in reminders_for(agency.id) if reminder.status == "sent"]
    assert {"-10", "-5"} <= set(rungs)
    called = select(func.count()).where(TimelineEntry.action == "agency.called")
    assert db.session.scalar(called) == 1


def test_people_have_written_remarks_and_attached_files(looking):
    assert db.session.scalar(select(func.count(Comment.id))) >= 2
    kinds = set(db.session.scalars(select(Attachment.content_type)))
    assert len(kinds) >= 2


def test_the_years_plan_is_in_force_with_every_lead_decided(looking):
    plan = db.session.scalars(select(Plan).where(Plan.status == PlanStatus.in_force)).one()
    assert (plan.number, len(plan.tasks)) == ("86/KH-UBND", 20)
    assert [task.content for task in plan.tasks if not is_led(task) or reasons_of(task)] == []


def test_an_earlier_plan_waits_for_decisions(looking):
    plan = db.session.scalars(select(Plan).where(Plan.status == PlanStatus.reading)).one()
    waiting = [task for task in plan.tasks if standing_of(reasons_of(task)) is Standing.decide]
    assert (plan.number, len(waiting)) == ("52/KH-UBND", 7)


def test_reorganised_agencies_have_ended_with_successors(looking):
    ended = {agency.code for agency in db.session.scalars(select(Agency).where(Agency.valid_to.is_not(None)))}
    assert {"STTTT", "SGTVT", "H.LAMSON"} <= ended
    assert len(entries()) - len(ended) == 63


def test_most_people_have_opened_their_mail_and_one_has_come_back(looking):
    kinds = Counter(db.session.scalars(select(MessageEvent.kind)))
    assert kinds[EventKind.opened] > 50
    assert [one.address.partition("@")[2] for one in all_bouncing(looking.now)] == ["hoabac.lamgiang.example"]
    assert bool(all_bouncing(looking.now)[0].phone)
