"""What cannot be a backup, or has no empty place to go, is refused with a sentence, and nothing is changed."""

import json
import zipfile

import pytest
from sqlalchemy import func, select

from app.backup import archive, creating, restoring
from app.backup.errors import BackupDamaged, BackupExists, BackupUnreadable, TargetDiffers, TargetNotEmpty
from app.extensions import db
from app.files.store import FileStore
from app.organisation.models import Agency
from tests.support.factories import make_agency
from tests.support.units import unit


@pytest.fixture
def path(app, province, store, folder, now):
    """A good backup."""
    with unit(app, writes=False):
        creating.create(folder / "good.zip", store, now)
    return folder / "good.zip"


@pytest.fixture
def restore(empty_copy, now):
    """Return a function that tries to restore a file into an empty copy, and that copy."""
    copy = empty_copy("sqlite")

    def attempt(path):
        with archive.reading(path) as backup, unit(copy, writes=True):
            restoring.restore(backup, FileStore(copy.config["STORAGE_DIR"]), now)

    attempt.copy = copy
    return attempt


def agencies_in(app) -> int:
    with unit(app, writes=False):
        return db.session.scalar(select(func.count()).select_from(Agency))


def rewrite(path, change):
    """Copy the backup with `change(name, content)` applied to every part; None leaves a part out."""
    target = path.with_name("changed.zip")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return target


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a zip", b"%PDF-1.7"], ids=["empty", "cut off", "a PDF"])
def test_a_file_that_is_no_backup_is_refused(restore, folder, content):
    (folder / "foreign.zip").write_bytes(content)
    with pytest.raises(BackupUnreadable):
        restore(folder / "foreign.zip")


def test_a_file_that_does_not_exist_is_refused(restore, folder):
    with pytest.raises(BackupUnreadable):
        restore(folder / "nowhere.zip")


def test_a_zip_of_somebody_elses_is_refused(restore, folder):
    with zipfile.ZipFile(folder / "foreign.zip", "w") as foreign:
        foreign.writestr("photo.txt", "hello")
    with pytest.raises(BackupUnreadable):
        restore(folder / "foreign.zip")


def test_a_backup_cut_off_in_the_middle_is_refused(restore, path):
    whole = path.read_bytes()
    path.chmod(0o600)
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(BackupUnreadable):
        restore(path)


def test_a_backup_of_a_later_format_is_refused(restore, path):
    def later(name, content):
        return json.dumps({**json.loads(content), "format": 2}) if name == "manifest.json" else content

    with pytest.raises(BackupUnreadable):
        restore(rewrite(path, later))


def test_an_edited_table_is_refused_by_name(restore, path):
    with pytest.raises(BackupDamaged) as refusal:
        restore(rewrite(path, lambda name, c: c.replace(b"SCT", b"XXX") if name == "tables/agency.jsonl" else c))
    assert refusal.value.values == {"part": "tables/agency.jsonl"}


def test_a_missing_file_is_refused_by_name(restore, path, store):
    lost = f"files/{next(iter(store.digests()))}"
    with pytest.raises(BackupDamaged) as refusal:
        restore(rewrite(path, lambda name, content: None if name == lost else content))
    assert refusal.value.values == {"part": lost}


def test_a_file_that_nobody_listed_is_refused(restore, path):
    with zipfile.ZipFile(path, "a") as backup:
        backup.writestr("files/../../etc/cron.d/x", "* * * * * root true")
    with pytest.raises(BackupDamaged):
        restore(path)


def test_a_refused_backup_leaves_the_target_empty(restore, path):
    with pytest.raises(BackupDamaged):
        restore(rewrite(path, lambda name, c: c.replace(b"SCT", b"XXX") if name == "tables/agency.jsonl" else c))
    assert agencies_in(restore.copy) == 0


def test_a_database_with_data_is_not_restored_into(restore, path):
    with unit(restore.copy, writes=True):
        make_agency()
    with pytest.raises(TargetNotEmpty):
        restore(path)
    assert agencies_in(restore.copy) == 1


def test_a_store_with_other_files_is_not_restored_into(restore, path):
    FileStore(restore.copy.config["STORAGE_DIR"]).put(b"somebody else's report")
    with pytest.raises(TargetNotEmpty):
        restore(path)


def test_tables_of_another_version_are_not_restored_into(restore, path):
    with unit(restore.copy, writes=True):
        db.session.connection().exec_driver_sql("ALTER TABLE comment RENAME COLUMN text TO words")
    with pytest.raises(TargetDiffers):
        restore(path)


def test_a_restore_that_broke_off_can_be_tried_again(restore, path, store):
    with store.open(next(iter(store.digests()))) as content:
        FileStore(restore.copy.config["STORAGE_DIR"]).put(content)
    restore(path)
    assert agencies_in(restore.copy) == 6


def test_a_backup_never_overwrites_a_file(app, path, store, now):
    before = path.read_bytes()
    with pytest.raises(BackupExists), unit(app, writes=False):
        creating.create(path, store, now)
    assert path.read_bytes() == before
