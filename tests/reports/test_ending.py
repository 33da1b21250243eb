"""A round whose case is ended without a result: its reports end with it, in batches, and everybody reads why."""

import pytest
from sqlalchemy import func, select

from app.cases import batches, ending_along, jobs
from app.cases.cancelling import cancel_case
from app.cases.ending_along import end_batch
from app.cases.models import Case, CaseStatus
from app.extensions import db
from app.organisation.models import AgencyKind
from app.reports.models import Campaign, CampaignStatus, Submission
from app.reports.service import opening
from app.timeline.log import Subject
from app.timeline.queries import latest_entry
from tests.reports import rounds
from tests.support import units
from tests.support.clock import NOW
from tests.support.factories import make_agency

pytestmark = pytest.mark.database

REASON = "Văn bản giao báo cáo đã bị bãi bỏ."


def end(case_id, people):
    with units.writing():
        cancel_case(case_id, REASON, actor=people.coordinator.actor, now=NOW)


def running(campaign_id):
    """Count the reports of a round that are still open, in the open unit of work."""
    mine = select(func.count(Case.id)).join(Submission, Submission.case_id == Case.id)
    return db.session.scalar(mine.where(Submission.campaign_id == campaign_id, Case.status == CaseStatus.running))


def test_its_reports_end_with_it_wherever_they_stand(opened, people, reading):
    opened.file()
    opened.approve()  # one is with the department already
    end(opened.case_id, people)
    with reading():
        assert running(opened.campaign_id) == 0
        assert db.session.get_one(Campaign, opened.campaign_id).status is CampaignStatus.ended


def test_the_history_of_each_report_says_why(opened, people, reading):
    end(opened.case_id, people)
    with reading():
        said = latest_entry(Subject("case", opened.submission().case_id), "case.cancellation_ordered")
        title = db.session.get_one(Case, opened.case_id).title
        assert said.payload["reason"] == f"Hồ sơ “{title}” đã kết thúc không có kết quả: {REASON}"


def test_a_process_that_dies_while_ending_them_is_followed_by_another(app, database, people, reading, later,
                                                                     monkeypatch):  # fmt: skip
    monkeypatch.setattr(batches, "SIZE", 3)
    with units.writing():
        for _ in range(8):
            make_agency(kind=AgencyKind.special_zone)
    opened = rounds.open_round(people, roster=["special_zone"])
    calls, cancel = [], ending_along.cancel_case

    def dying(*given, **more):
        calls.append(given)
        if len(calls) == 5:
            raise KeyboardInterrupt
        return cancel(*given, **more)

    monkeypatch.setattr(ending_along, "cancel_case", dying)
    with pytest.raises(KeyboardInterrupt):
        end(opened.case_id, people)
    with reading():
        assert running(opened.campaign_id) == 5
    with app.app_context():
        jobs.run_due(lambda: later(minutes=5))
    with reading():
        assert running(opened.campaign_id) == 0


def test_ending_them_again_changes_nothing(opened, people, writing):
    end(opened.case_id, people)
    with writing():
        assert end_batch(opened.case_id, NOW) == 0


def test_what_runs_loses_nothing_by_a_job_that_came_too_early(opened, writing, reading):
    with writing():
        end_batch(opened.case_id, NOW)
    with reading():
        assert running(opened.campaign_id) > 0


def test_an_ended_round_opens_no_more_reports(opened, people, writing):
    end(opened.case_id, people)
    with writing():
        assert opening.open_batch(opened.campaign_id, NOW) == 0


def test_who_ends_it_is_told_how_many_cases_end_with_it(opened, people, visit, reading):
    with reading():
        number = running(opened.campaign_id)
    page = visit(people.coordinator).page("cases.ending", case_id=opened.case_id)
    assert f"Có {number} hồ sơ khác mở theo hồ sơ này" in page.text
    page = visit(people.coordinator).page("cases.ending", case_id=opened.report_case())
    assert "mở theo hồ sơ này" not in page.text


def test_the_board_says_that_it_was_ended(opened, people, visit):
    end(opened.case_id, people)
    assert "Kết thúc không có kết quả" in visit(people.coordinator).page("campaigns.index").text
    board = visit(people.coordinator).page("campaigns.show", campaign_id=opened.campaign_id)
    assert "Đợt này kết thúc không có kết quả" in board.text
