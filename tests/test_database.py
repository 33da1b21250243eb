"""What a unit of work promises about writing."""

import sqlite3
import threading
import time

import pytest

from app import database
from app.cases.models import UserTask
from app.database import ReadOnlyUnitOfWork, change
from app.extensions import db
from tests.support.factories import make_task


@pytest.fixture
def task_id(writing):
    with writing():
        return make_task(name="Lập báo cáo").id


@pytest.mark.database
def test_a_change_is_stored_and_the_row_knows_it(task_id, writing, reading):
    with writing():
        task = db.session.get_one(UserTask, task_id)
        change(db.session, task, name="Sửa báo cáo", version=7)
        assert (task.name, task.version) == ("Sửa báo cáo", 7)
    with reading():
        task = db.session.get_one(UserTask, task_id)
        assert (task.name, task.version) == ("Sửa báo cáo", 7)


@pytest.mark.database
def test_a_change_inside_a_savepoint_that_is_rolled_back_is_forgotten(task_id, writing):
    with writing():
        task = db.session.get_one(UserTask, task_id)
        savepoint = db.session.begin_nested()
        change(db.session, task, name="Sửa báo cáo")
        savepoint.rollback()
        assert task.name == "Lập báo cáo"


@pytest.mark.database
def test_reading_changes_nothing(task_id, reading):
    with reading():
        task = db.session.get_one(UserTask, task_id)
        with pytest.raises(ReadOnlyUnitOfWork):
            change(db.session, task, name="Sửa báo cáo")


@pytest.mark.database
def test_writers_wait_for_one_another(task_id, writing):
    def add_one() -> None:
        with writing():
            task = db.session.get_one(UserTask, task_id, with_for_update=True)
            time.sleep(0.02)
            change(db.session, task, version=task.version + 1)

    writers = [threading.Thread(target=add_one) for _ in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with writing():
        assert db.session.get_one(UserTask, task_id).version == 1 + len(writers)


def test_an_sqlite_writer_gives_up_when_the_busy_timeout_is_over(task_id, writing, monkeypatch):
    monkeypatch.setattr(database, "BUSY_TIMEOUT_MS", 50)
    refused = []

    def try_in_vain() -> None:
        with pytest.raises(sqlite3.OperationalError, match="locked"), writing():
            db.session.get_one(UserTask, task_id)
        refused.append(True)

    with writing():
        db.session.get_one(UserTask, task_id)
        other = threading.Thread(target=try_in_vain)
        other.start()
        other.join()
    assert refused
