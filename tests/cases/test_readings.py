"""Who reads a confidential case is noted: each person, thing and hour once, and nothing for ordinary cases."""

import threading
from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.cases.attachments import file_store
from app.cases.confidential import readings
from app.cases.confidential.models import CaseReading, Means
from app.cases.confidential.readings import What, note_reading
from app.cases.models import Case, CasePerson
from app.extensions import db
from app.jobs.steps import STEPS, Tick, run_step
from tests.files.made import PDF
from tests.support import processes, units
from tests.support.api import program_of
from tests.support.clock import NOW
from tests.support.factories import make_attachment


@pytest.fixture
def secret(case_id, writing, people) -> int:
    """The case, restricted to four people."""
    with writing():
        db.session.get_one(Case, case_id).is_confidential = True
        for one in (people.coordinator, people.specialist, people.auditor, people.focal_point):
            db.session.add(CasePerson(case_id=case_id, user_id=one.id))
    return case_id


def noted() -> list[tuple[int, Means, str]]:
    """Return who is noted to have read what, in the order of reading."""
    rows = db.session.scalars(select(CaseReading).order_by(CaseReading.id))
    return [(row.user_id, row.means, row.name) for row in rows]


@pytest.mark.database
def test_a_look_at_its_page_is_one_line_however_often_in_the_hour(secret, visit, people, reading):
    browser = visit(people.specialist)
    for _ in range(3):
        browser.page("cases.show", case_id=secret)
    with reading():
        assert noted() == [(people.specialist.id, Means.page, "")]


def test_the_next_hour_is_another_line(secret, visit, people, reading, clock):
    visit(people.specialist).page("cases.show", case_id=secret)
    clock.pass_time(hours=1)
    visit(people.specialist).page("cases.show", case_id=secret)
    with reading():
        assert len(noted()) == 2


def test_a_file_is_noted_by_name(secret, visit, people, writing, reading):
    with writing():
        stored = file_store().put(PDF)
        case = db.session.get_one(Case, secret)
        file = make_attachment(case, name="đơn phản ánh.pdf", sha256=stored.sha256, size=stored.size)
        file_id = file.id
    assert visit(people.specialist).client.get(f"/cases/files/{file_id}").status_code == 200
    with reading():
        assert noted() == [(people.specialist.id, Means.download, "đơn phản ánh.pdf")]


def test_its_task_is_as_good_as_its_page(secret, visit, people, reading):
    with reading():
        task_id = processes.open_task(secret, "write").id
    visit(people.focal_point).open(f"/tasks/{task_id}")
    with reading():
        assert noted() == [(people.focal_point.id, Means.page, "")]


def test_a_program_is_noted_as_one(secret, app, people, reading):
    assert program_of(app, people.specialist).get(f"/cases/{secret}").status_code == 200
    with reading():
        assert noted() == [(people.specialist.id, Means.program, "")]


def test_who_may_not_know_of_it_has_read_nothing(secret, visit, people, reading):
    visit(people.leader).page("cases.show", status=404, case_id=secret)
    with reading():
        assert noted() == []


def test_an_ordinary_case_costs_nothing(case_id, visit, people, reading, monkeypatch):
    monkeypatch.setattr(readings, "note_reading", lambda *_: pytest.fail("noted"))
    visit(people.specialist).page("cases.show", case_id=case_id)
    with reading():
        assert noted() == []


def test_lists_are_no_reading(secret, visit, people, reading):
    visit(people.specialist).open("/cases")
    with reading():
        assert noted() == []


def test_the_coordinator_sees_who_has_read_it_and_the_auditor_not_who(secret, visit, people):
    visit(people.specialist).page("cases.show", case_id=secret)
    page = visit(people.coordinator).page("cases.show", case_id=secret)
    assert "Đỗ Anh Tuấn" in page.one("#readings").text
    page = visit(people.auditor).page("cases.show", case_id=secret)
    assert "Một cán bộ" in page.one("#readings").text
    assert "Tuấn" not in page.text
    assert visit(people.focal_point).page("cases.show", case_id=secret).all("#readings") == []


def test_handing_a_task_over_notes_nobody_but_who_does_it(secret, visit, people, reading):
    with reading():
        task_id = processes.open_task(secret, "write").id
    visit(people.coordinator).client.post(f"/tasks/{task_id}/hand-over", data={"to": str(people.focal_point.id)})
    with reading():
        assert {user_id for user_id, _means, _name in noted()} <= {people.coordinator.id}


def test_no_line_no_page(secret, visit, people, monkeypatch):
    """What cannot be noted is not shown: the request fails."""

    def broken(*_):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("app.cases.views.reading.note_reading", broken)
    with pytest.raises(RuntimeError, match="disk is full"):
        visit(people.specialist).client.get(f"/cases/{secret}")


@pytest.mark.database
@pytest.mark.slow
def test_two_requests_at_once_are_one_line(app, secret, people, reading):
    """Eight writers meet before each hour."""
    barrier, failed = threading.Barrier(8), []

    def read() -> None:
        try:
            for hour in range(20):
                barrier.wait(timeout=60)
                with units.unit(app, writes=True):
                    note_reading(
                        [(secret, people.specialist.id)], What(Means.page, "", NOW + timedelta(hours=hour, minutes=1))
                    )
        except BaseException as error:
            failed.append(error)
            barrier.abort()
            raise

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    with reading():
        lines = Counter(db.session.scalars(select(CaseReading.hour)))
        assert len(lines) == 20
        assert set(lines.values()) == {1}


@pytest.mark.database
def test_a_line_is_deleted_when_its_term_is_over(secret, people, writing, reading, later):
    seen_long_ago, seen_lately = NOW, later(days=3)
    for now in (seen_long_ago, seen_lately):
        with writing():
            note_reading([(secret, people.specialist.id)], What(Means.page, "", now))
    with writing():
        assert readings.forget_old(timedelta(days=730), later(days=731)) == 1
    with reading():
        assert [row.at for row in db.session.scalars(select(CaseReading))] == [seen_lately]


def test_the_worker_deletes_old_lines_by_the_setting(app, secret, people, writing, reading, monkeypatch, later):
    with writing():
        note_reading([(secret, people.specialist.id)], What(Means.page, "", NOW))
    monkeypatch.setitem(app.config, "READINGS_KEPT", timedelta(days=30))
    expired = next(step for step in STEPS if step.name == "expired")
    run_step(app, expired, Tick(lambda: later(days=31), None))
    with reading():
        assert noted() == []
