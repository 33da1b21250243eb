"""Filing against closing: a report that reached the department is never closed away, one that did not is."""

from collections import Counter

import pytest
from sqlalchemy import select

from app.cases import batches
from app.cases.completing import complete_task
from app.cases.models import Case, CaseStatus, TaskStatus, UserTask
from app.extensions import db
from app.organisation.models import AgencyKind
from app.organisation.roles import Actor, Role
from app.reports.models import Submission, SubmissionState
from app.reports.service import closing
from tests.cases.test_races import race
from tests.reports import rounds
from tests.reports.rounds import APPROVE, REPORT
from tests.support import processes, units
from tests.support.factories import make_agency

pytestmark = [pytest.mark.database, pytest.mark.slow]

ROUNDS = 200


@pytest.fixture
def waiting_for_heads(app, database, people, now):
    """An open round whose reports all wait for their heads; (case, head) of each."""
    with units.writing():
        agencies = [make_agency(kind=AgencyKind.special_zone).id for _ in range(ROUNDS)]
    opened = rounds.open_round(people, roster=["special_zone"])
    found = []
    with units.writing():  # all in one: only what comes after is the race
        for agency_id in agencies:
            focal_point, head = (
                Actor(person.id, person.name, seats=frozenset({(agency_id, role)}))
                for person, role in ((people.focal_point, Role.focal_point), (people.head, Role.agency_head))
            )
            case_id = opened.submission(agency_id).case_id
            complete_task(processes.open_task(case_id, "draft_report").id, REPORT, actor=focal_point, now=now)
            found.append((case_id, head))
    return opened, found


def test_approving_against_closing_has_one_winner_for_each_report(app, waiting_for_heads, now, monkeypatch):
    opened, waiting = waiting_for_heads
    monkeypatch.setattr(batches, "SIZE", 1)

    def close(_number: int) -> None:
        closing.close_batch(opened.campaign_id, now)

    with units.reading():
        tasks = {case_id: processes.open_task(case_id, "head_review").id for case_id, _ in waiting}

    def approve(number: int) -> None:
        case_id, head = waiting[number]
        complete_task(tasks[case_id], APPROVE, actor=head, now=now)

    outcomes = race(app, approve, close, rounds=ROUNDS)

    assert all(outcome.total() == 2 for outcome in outcomes)
    with units.reading():
        rows = db.session.execute(select(Submission.state, Case.status).join(Case, Case.id == Submission.case_id)).all()
        ended = Counter((row[0], row[1]) for row in rows)
        assert set(ended) <= {
            (SubmissionState.submitted, CaseStatus.running),
            (SubmissionState.with_head, CaseStatus.cancelled),
            (SubmissionState.with_head, CaseStatus.running),  # not its turn in a batch of one
        }
        stray = (
            select(UserTask.id).join(Case).where(Case.status != CaseStatus.running, UserTask.status == TaskStatus.open)
        )
        assert db.session.scalars(stray).all() == []
        won = sum(outcome["won"] for outcome in outcomes)
        assert won >= ROUNDS
