"""A round from its opening to its close, through the commands that pages and API use."""

import pytest
from sqlalchemy import event, select

from app.cases.models import CaseStatus, UserTask
from app.clock import LOCAL
from app.errors import Forbidden, Invalid
from app.extensions import db
from app.reports.models import Campaign, CampaignStatus, Channel, Submission, SubmissionState
from app.reports.queries import counts, matrix
from app.reports.service.preparing import count_roster, prepare_round
from app.tasks.service import claim_task
from app.timeline.outbox_models import OutboxMessage
from tests.reports import rounds
from tests.reports.rounds import HEAD_RETURNS, NIL, RETURN
from tests.support import processes, units

pytestmark = pytest.mark.database


def on(now, day, hour=9, month=11):
    return now.replace(year=2026, month=month, day=day, hour=hour)


def state_of(opened, at) -> tuple[str, bool]:
    with units.reading():
        row = next(row for row in matrix(opened.campaign_id, at) if row[0].agency_id == opened.people.agency.id)
        return row[0].state.value, row[1]


def test_the_roster_is_every_living_agency_of_the_chosen_kinds_but_the_department(opened, people, reading):
    with reading():
        owing = {row.agency_id for row, _ in matrix(opened.campaign_id, rounds.NOW)}
    assert owing == {people.agency.id, people.other_agency.id}


def test_every_agency_gets_a_case_of_its_own_and_the_round_is_open(opened, reading):
    with reading():
        campaign = db.session.get_one(Campaign, opened.campaign_id)
        assert campaign.status is CampaignStatus.open
        cases = db.session.scalars(select(Submission.case_id)).all()
        assert len(set(cases)) == 2
        assert None not in cases
        assert all(rounds.open_elements(case_id) == ["draft_report"] for case_id in cases)


def test_the_deadline_before_30_november_2026_is_read_both_lawful_ways(opened, reading):
    with reading():
        row = opened.submission()
        assert f"{row.due_at.astimezone(LOCAL):%d/%m/%Y}" == "29/11/2026"
        assert f"{row.overdue_after.astimezone(LOCAL):%d/%m/%Y}" == "30/11/2026"


def test_a_report_is_drafted_signed_returned_sent_again_and_accepted(opened, now, writing):
    assert state_of(opened, now) == ("not_started", False)
    with writing():
        task = processes.open_task(opened.submission().case_id, "draft_report")
        claim_task(task.id, actor=opened.people.focal_point.actor, now=now)
    assert state_of(opened, now) == ("drafting", False)
    opened.file()
    assert state_of(opened, now) == ("with_head", False)
    opened.approve()
    assert state_of(opened, now) == ("submitted", False)
    opened.check(RETURN)
    assert state_of(opened, now) == ("returned", False)
    opened.file(element="revise_report")
    opened.approve()
    opened.check()
    assert state_of(opened, now) == ("accepted", False)
    with units.reading():
        assert processes.case_of(opened.submission().case_id).status is CaseStatus.completed


def test_the_head_may_send_a_draft_back(opened, now):
    opened.file()
    opened.approve(entries=HEAD_RETURNS)
    assert state_of(opened, now) == ("drafting", False)
    opened.file()
    opened.approve()
    assert state_of(opened, now) == ("submitted", False)


def test_a_nil_report_is_a_report(opened, now, reading):
    opened.file(NIL)
    opened.approve()
    opened.check()
    with reading():
        found = counts(opened.campaign_id, now)
        assert (found.nil, found.missing, found.states[SubmissionState.accepted]) == (1, 1, 1)


def test_a_returned_report_has_a_deadline_of_its_own_which_the_head_shares(opened, now, reading):
    opened.file()
    opened.approve()
    opened.check(RETURN)
    opened.file(element="revise_report")
    with reading():
        task = processes.open_task(opened.submission().case_id, "head_review")
        assert f"{task.due_at.astimezone(LOCAL):%d/%m/%Y}" == "04/12/2026"
    assert state_of(opened, on(now, 4, month=12)) == ("with_head", False)
    assert state_of(opened, on(now, 5, month=12)) == ("with_head", True)


def test_a_resubmission_date_in_the_past_is_refused_and_changes_nothing(opened, now):
    opened.file()
    opened.approve()
    with pytest.raises(Invalid) as refused:
        opened.check({**RETURN, "resubmit_by": "2026-11-20"})
    assert "resubmit_by" in refused.value.errors
    assert state_of(opened, now) == ("submitted", False)


def test_late_is_marked_never_blocked(opened, now):
    after = on(now, 1, month=12)
    assert state_of(opened, after) == ("not_started", True)
    opened.file(now=after)
    opened.approve(now=after)
    assert state_of(opened, after) == ("submitted", True)
    opened.check(now=after)
    assert state_of(opened, on(now, 20, month=12)) == ("accepted", True)


def test_a_report_that_came_in_time_never_becomes_late(opened, now):
    opened.file()
    opened.approve()
    opened.check()
    assert state_of(opened, on(now, 20, month=12)) == ("accepted", False)


def test_a_first_report_that_was_late_stays_marked_when_the_second_is_in_time(opened, now):
    late = on(now, 1, month=12)
    opened.file(now=late)
    opened.approve(now=late)
    opened.check({**RETURN, "resubmit_by": "2026-12-10"}, now=late)
    opened.file(now=late, element="revise_report")
    opened.approve(now=late)
    assert state_of(opened, late) == ("submitted", True)


def test_closing_ends_what_was_not_sent_and_leaves_what_was(opened, people, now, reading):
    opened.file()
    opened.approve()
    opened.close()
    with reading():
        assert db.session.get_one(Campaign, opened.campaign_id).status is CampaignStatus.closed
        assert processes.case_of(opened.submission().case_id).status is CaseStatus.running
        missing = opened.submission(people.other_agency.id)
        assert processes.case_of(missing.case_id).status is CaseStatus.cancelled
        assert missing.state is SubmissionState.not_started
    opened.check()
    assert state_of(opened, now) == ("accepted", False)


def test_an_ad_hoc_round_runs_on_the_same_diagrams(app, people, reading):
    opened = rounds.open_round(people, title="Báo cáo nhanh về cân đối chứng", due_on="2026-11-27",
                               due_is_exclusive=False, roster=["commune"])  # fmt: skip
    with reading():
        campaign = db.session.get_one(Campaign, opened.campaign_id)
        assert campaign.obligation_id is None
        assert opened.submission(people.other_agency.id).case_id is not None


def test_a_round_proposes_what_its_obligation_says(app, people, now, writing, reading):
    with writing():
        rounds.deploy()
        case = prepare_round(rounds.make_obligation(), actor=people.coordinator.actor, now=now)
        case_id = case.id
    with reading():
        from app.cases.snapshot import snapshot

        facts = snapshot(processes.case_of(case_id))
        assert (facts["due_on"], facts["due_is_exclusive"], facts["cut_off_to"]) == ("2026-11-30", True, "2026-11-15")
        assert facts["head_by"] == "2026-11-25"  # two working days before Friday 27/11


@pytest.mark.parametrize("somebody", ["focal_point", "specialist", "leader", "auditor"])
def test_only_a_coordinator_begins_a_round(app, people, now, writing, somebody):
    with writing():
        rounds.deploy()
        with pytest.raises(Forbidden):
            prepare_round(None, actor=getattr(people, somebody).actor, now=now)


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("cut_off_to", {"cut_off_to": "2025-12-01"}),
        ("due_on", {"due_on": "2026-11-10"}),
        ("roster", {"roster": ["special_zone"]}),
        ("head_by", {"head_by": "2026-12-24"}),
    ],
)
def test_a_round_that_makes_no_sense_is_refused_at_its_field(app, people, reading, field, changes):
    with pytest.raises(Invalid) as refused:
        rounds.open_round(people, **changes)
    assert list(refused.value.errors) == [field]
    with reading():
        assert db.session.scalars(select(Campaign)).all() == []


def test_the_preview_counts_whom_the_roster_would_name(app, people, now, reading):
    with reading():
        assert count_roster(["department", "commune"], now.date()) == {"department": 1, "commune": 1}


def test_filing_writes_nothing_to_the_campaign_nor_to_its_case(opened, now, reading):
    with reading():
        before = processes.case_of(opened.case_id).version
    written: list[str] = []

    def note(_connection, _cursor, statement, *_rest):
        if statement.upper().startswith(("UPDATE", "INSERT", "DELETE")):
            written.append(statement)

    with units._running[-1].app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    opened.file()
    opened.approve()
    opened.check()
    event.remove(engine, "before_cursor_execute", note)
    assert len(written) > 10
    assert [statement for statement in written if " campaign " in statement] == []
    with reading():
        assert processes.case_of(opened.case_id).version == before


def test_each_step_tells_the_next_person_and_the_end_tells_the_agency(opened, people, reading):
    opened.file()
    opened.approve()
    opened.check()
    with reading():
        told = {(mail.recipient_id, mail.kind) for mail in db.session.scalars(select(OutboxMessage))}
    assert {
        (people.focal_point.id, "task_opened"),
        (people.head.id, "task_opened"),
        (people.specialist.id, "shared_work"),
        (people.focal_point.id, "report_accepted"),
        (people.head.id, "report_accepted"),
    } <= told


def test_the_report_came_through_the_system(opened, reading):
    opened.file({**rounds.REPORT, "document_number": "215/BC-SCT", "document_date": "2026-11-19"})
    opened.approve()
    with reading():
        row = opened.submission()
        assert (row.channel, row.document_number, str(row.document_date)) == (
            Channel.system,
            "215/BC-SCT",
            "2026-11-19",
        )


def test_the_leaders_are_told_who_is_late_once(opened, app, people, now, reading):
    from app.cases.timers import fire_due

    with app.app_context():
        fire_due(on(now, 1, month=12))
        fire_due(on(now, 2, month=12))
    with reading():
        mails = db.session.scalars(select(OutboxMessage).where(OutboxMessage.kind == "late_list")).all()
        assert [mail.recipient_id for mail in mails] == [people.leader.id]
        assert "Sở Công Thương" in mails[0].text
        assert db.session.scalars(select(UserTask).where(UserTask.element == "follow_up")).one().status == "open"
