"""What was backed up is what is restored, on the same database or the other."""

from threading import Event, Thread

import pytest
from sqlalchemy import func, select

from app.backup import archive, creating, restoring
from app.cases.models import Attachment, Case
from app.extensions import db
from app.files.store import FileStore
from app.organisation.models import Agency
from app.timeline.hold import sending_is_held
from tests.support.factories import make_agency, make_case
from tests.support.units import unit


def back_up(app, path, store, now):
    with unit(app, writes=False):
        return creating.create(path, store, now)


def restore_into(app, path, now):
    with archive.reading(path) as backup, unit(app, writes=True):
        restoring.restore(backup, FileStore(app.config["STORAGE_DIR"]), now)


@pytest.mark.database
@pytest.mark.parametrize("target", ["sqlite", "postgresql"])
def test_a_restored_copy_equals_its_original(app, province, empty_copy, store, folder, now, target):
    written = back_up(app, folder / "one.zip", store, now)
    copy = empty_copy(target)
    restore_into(copy, folder / "one.zip", now)
    again = back_up(copy, folder / "two.zip", FileStore(copy.config["STORAGE_DIR"]), now)
    assert again.digest == written.digest
    assert len(again.files) == 20
    assert again.tables["case"].rows == 20


@pytest.mark.database
def test_a_restored_copy_goes_on_where_the_original_stood(app, province, empty_copy, store, folder, now, database):
    back_up(app, folder / "one.zip", store, now)
    copy = empty_copy(database.kind)
    restore_into(copy, folder / "one.zip", now)
    with unit(copy, writes=True):
        highest = db.session.scalar(select(func.max(Agency.id)))
        assert make_agency().id == highest + 1


@pytest.mark.database
def test_a_restored_copy_sends_nothing(app, province, empty_copy, store, folder, now, database, reading):
    back_up(app, folder / "one.zip", store, now)
    copy = empty_copy(database.kind)
    restore_into(copy, folder / "one.zip", now)
    with unit(copy, writes=False):
        assert sending_is_held()
    with reading():
        assert not sending_is_held()


@pytest.mark.database
def test_every_file_of_a_restored_copy_is_whole(app, province, empty_copy, store, folder, now, database):
    back_up(app, folder / "one.zip", store, now)
    copy = empty_copy(database.kind)
    restore_into(copy, folder / "one.zip", now)
    copied = FileStore(copy.config["STORAGE_DIR"])
    with unit(copy, writes=False):
        for sha256 in db.session.scalars(select(Attachment.sha256)):
            copied.verify(sha256)


@pytest.mark.database
def test_a_backup_made_while_people_write_is_of_one_moment(app, province, empty_copy, store, folder, now, database):
    """Each unit of work adds an agency and a case of it: a backup must hold both or neither."""
    over = Event()

    def write():
        while not over.is_set():
            with unit(app, writes=True):
                make_case(make_agency())

    writers = [Thread(target=write) for _ in range(2)]
    for writer in writers:
        writer.start()
    try:
        for number in range(5):
            back_up(app, folder / f"{number}.zip", store, now)
    finally:
        over.set()
        for writer in writers:
            writer.join()
    for number in range(5):
        with archive.reading(folder / f"{number}.zip") as backup:
            rows = {name: part.rows for name, part in backup.manifest.tables.items()}
        assert rows["agency"] - 6 == rows["case"] - 20


@pytest.mark.database
def test_every_column_of_every_table_can_be_backed_up(app, store, folder, now):
    assert set(back_up(app, folder / "one.zip", store, now).tables) == set(db.metadata.tables) - {"hold"}


def test_the_backup_is_its_owners_alone(app, province, store, folder, now):
    back_up(app, folder / "one.zip", store, now)
    assert (folder / "one.zip").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in folder.glob("one*")] == ["one.zip"]


def test_rows_that_the_model_calls_case_come_back_as_they_were(app, province, empty_copy, store, folder, now):
    back_up(app, folder / "one.zip", store, now)
    copy = empty_copy("sqlite")
    restore_into(copy, folder / "one.zip", now)
    with unit(copy, writes=False):
        case = db.session.scalars(select(Case).order_by(Case.id)).first()
        assert (case.title, case.due_at) == ("Báo cáo số 0 “đặc biệt”\n\tđộ ẩm 75 %", now)
