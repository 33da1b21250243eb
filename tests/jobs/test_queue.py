"""Jobs: done once, tried three times, shown when they fail for good."""

import threading

import pytest
from sqlalchemy import select

from app.cases import jobs
from app.cases.job_kinds import UndocumentedJob, UnknownJobKind, _kinds
from app.cases.job_running import LEASE, claim_one, new_holder, run_due, run_leased
from app.cases.models import Incident, Job, JobStatus
from app.database import unit_of_work
from app.extensions import db
from app.timeline.log import Subject
from app.timeline.queries import entries
from tests.support import units
from tests.support.factories import make_agency, make_case

done: list[str] = []


@pytest.fixture(autouse=True)
def kinds():
    """The kinds of these tests, gone afterwards."""
    done.clear()

    @jobs.job("note")
    def note(call: jobs.JobCall) -> None:
        """Needs: nothing. Sets: nothing. Errors: none."""
        done.append(call.subject)

    @jobs.job("note_at_once", at_once=True)
    def note_at_once(call: jobs.JobCall) -> None:
        """Needs: nothing. Sets: nothing. Errors: none."""
        done.append(call.subject)
        if call.payload.get("then", 0):
            payload = {"then": call.payload["then"] - 1}
            jobs.enqueue(
                kind="note_at_once", subject=f"{call.subject}.", due_at=call.now, now=call.now, payload=payload
            )

    @jobs.job("break")
    def break_down(call: jobs.JobCall) -> None:
        """Needs: nothing. Sets: an agency that must not stay. Errors: always."""
        make_agency(f"Cơ quan của lần thử {call.attempt}")
        raise ZeroDivisionError("the real cause")

    yield
    for kind in ("note", "note_at_once", "break"):
        del _kinds[kind]


def enqueue(now, kind="note", subject="a", **values):
    with units.writing():
        return jobs.enqueue(**{"kind": kind, "subject": subject, "due_at": now, "now": now, **values})


def run(app, at) -> int:
    with app.app_context():
        return run_due(lambda: at)


def state(job_id) -> tuple[JobStatus, int]:
    with units.reading():
        job = db.session.get(Job, job_id)
        return job.status, job.attempts


def test_a_job_is_done_once(app, now, later):
    job_id = enqueue(now)
    assert run(app, now) == 1
    assert run(app, later(hours=1)) == 0
    assert done == ["a"]
    assert state(job_id) == (JobStatus.done, 1)


@pytest.mark.database
def test_the_same_job_is_queued_once(database, app, now):
    assert enqueue(now) is not None
    assert enqueue(now) is None
    assert enqueue(now, subject="b") is not None


def test_a_job_waits_until_it_is_due(app, now, later):
    enqueue(now, due_at=later(hours=1))
    assert run(app, now) == 0
    assert run(app, later(hours=1)) == 1


def test_a_job_done_at_once_needs_no_worker(app, now):
    job_id = enqueue(now, "note_at_once")
    assert done == ["a"]
    assert state(job_id)[0] is JobStatus.done


def test_a_job_whose_unit_of_work_fails_was_never_queued(app, now):
    with units.writing() as work:
        jobs.enqueue(kind="note_at_once", subject="a", due_at=now, now=now)
        work.discard()
    assert done == []
    assert run(app, now) == 0


def test_a_long_chain_of_jobs_is_no_recursion(app, now):
    enqueue(now, "note_at_once", payload={"then": 300})
    assert len(done) == 301


def test_a_process_that_dies_before_doing_its_job_leaves_it_to_a_worker(app, now, later, monkeypatch):
    monkeypatch.setattr(jobs, "run_leased", lambda *_: None)  # it dies right after its commit
    enqueue(now, "note_at_once")
    assert run(app, now) == 0
    assert run(app, now + LEASE) == 1
    assert done == ["a"]


@pytest.mark.database
def test_a_failing_job_is_tried_three_times_and_then_shown(database, app, now, later):
    with units.writing():
        case = make_case()
    job_id = enqueue(now, "break", case_id=case.id, payload={"element": "Send_Reminder"})
    enqueue(now, subject="another")
    assert run(app, now) == 2
    assert done == ["another"]
    assert run(app, later(seconds=9)) == 0
    assert run(app, later(seconds=10)) == 1
    assert run(app, later(seconds=69)) == 0
    assert run(app, later(seconds=70)) == 1
    assert run(app, later(days=1)) == 0
    assert state(job_id) == (JobStatus.failed, 3)
    with units.reading():
        incident = db.session.scalars(select(Incident)).one()
        assert (incident.case_id, incident.job_id, incident.element) == (case.id, job_id, "Send_Reminder")
        assert "ZeroDivisionError: the real cause" in incident.cause
        assert [entry.action for entry in entries(Subject("case", case.id))] == ["job.failed"]


def test_a_failed_try_leaves_nothing_behind(app, now, later):
    from app.organisation.models import Agency

    enqueue(now, "break")
    run(app, now)
    with units.reading():
        assert db.session.scalars(select(Agency)).all() == []


def test_a_job_that_kills_its_process_is_given_up_after_three_tries(app, now):
    job_id = enqueue(now, "note")
    at = now
    for _ in range(3):
        with units.writing():
            assert claim_one(new_holder(), at) == job_id  # and then the process dies
        at += LEASE
    assert run(app, at) == 0
    assert state(job_id)[0] is JobStatus.failed
    with units.reading():
        assert "died" in db.session.scalars(select(Incident)).one().cause


def test_a_failed_job_can_be_retried(app, now, later):
    job_id = enqueue(now, "break")
    for moment in (now, later(seconds=10), later(seconds=70)):
        run(app, moment)
    jobs_were = _kinds["break"]
    _kinds["break"] = _kinds["note"]
    with units.writing():
        jobs.make_ready(job_id)
    assert run(app, later(days=1)) == 1
    assert state(job_id) == (JobStatus.done, 1)
    _kinds["break"] = jobs_were


def test_a_lease_that_was_taken_over_ends_the_first_holder_s_right(app, now):
    job_id = enqueue(now)
    with units.writing():
        claim_one("first", now)
    with units.writing():
        assert claim_one("second", now + LEASE) == job_id
    with app.app_context():
        assert not run_leased(job_id, "first", now)
        assert run_leased(job_id, "second", now)
    assert done == ["a"]


@pytest.mark.database
def test_four_workers_do_each_job_once(database, app, now):
    with units.writing():
        for number in range(40):
            jobs.enqueue(kind="note", subject=str(number), due_at=now, now=now)
    workers = [threading.Thread(target=run, args=(app, now)) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(done, key=int) == [str(number) for number in range(40)]


def test_an_unknown_kind_is_refused_when_queued(app, now):
    with units.writing(), pytest.raises(UnknownJobKind, match="nobody"):
        jobs.enqueue(kind="nobody does this", subject="a", due_at=now, now=now)


def test_a_job_says_what_it_needs_sets_and_raises():
    with pytest.raises(UndocumentedJob, match="Sets:, Errors:"):

        @jobs.job("undocumented")
        def undocumented(call: jobs.JobCall) -> None:
            """Needs: a docstring."""


def test_failing_in_a_command_s_own_process_undoes_nothing_of_the_command(app, now):
    @jobs.job("break_at_once", at_once=True)
    def break_at_once(call: jobs.JobCall) -> None:
        """Needs: nothing. Sets: nothing. Errors: always."""
        raise RuntimeError("not today")

    with app.app_context(), unit_of_work(db.session):
        agency = make_agency("Sở Công Thương")
        job_id = jobs.enqueue(kind="break_at_once", subject="a", due_at=now, now=now)
    with units.reading():
        assert db.session.get(type(agency), agency.id) is not None
    assert state(job_id) == (JobStatus.ready, 1)
    del _kinds["break_at_once"]
