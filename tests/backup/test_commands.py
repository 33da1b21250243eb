"""`flask backup create | restore | release` in the words of the terminal."""

import re

import flask_migrate
import pytest

from app.timeline.hold import sending_is_held
from tests.support.units import unit


@pytest.fixture
def run():
    return lambda app, *arguments: app.test_cli_runner().invoke(args=["backup", *map(str, arguments)])


def digest_in(text: str) -> str:
    return re.search(r"^sha256 ([0-9a-f]{64})$", text, re.MULTILINE)[1]


def test_a_backup_is_created_restored_and_released(app, province, empty_copy, run, folder):
    copy = empty_copy("sqlite")
    created = run(app, "create", folder / "one.zip")
    assert created.exit_code == 0, created.output
    restored = run(copy, "restore", folder / "one.zip")
    assert restored.exit_code == 0, restored.output
    assert digest_in(restored.output) == digest_in(created.output)
    released = run(copy, "release")
    assert released.exit_code == 0, released.output
    with unit(copy, writes=False):
        assert not sending_is_held()


def test_restoring_over_data_is_refused_in_a_sentence(app, province, run, folder):
    run(app, "create", folder / "one.zip")
    answer = run(app, "restore", folder / "one.zip")
    assert answer.exit_code == 1
    assert "STORAGE_DIR" in answer.stderr
    assert "Traceback" not in answer.output


def test_a_folder_that_does_not_exist_is_named(app, province, run, folder):
    answer = run(app, "create", folder / "nowhere" / "one.zip")
    assert answer.exit_code == 1
    assert "nowhere" in answer.stderr


def test_releasing_what_is_not_held_says_so(app, run):
    assert run(app, "release").exit_code == 0


def test_a_database_without_tables_gets_those_of_the_backup(app, province, empty_copy, run, folder):
    with app.app_context():
        flask_migrate.stamp()
    created = run(app, "create", folder / "one.zip")
    restored = run(empty_copy("sqlite", with_tables=False), "restore", folder / "one.zip")
    assert restored.exit_code == 0, restored.output
    assert digest_in(restored.output) == digest_in(created.output)
