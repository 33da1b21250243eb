"""`flask timeline verify` says what is wrong and where, and its exit status says whether."""

import io

import pytest
from sqlalchemy import update

from app.extensions import db
from app.files.store import FileStore
from app.organisation.roles import SYSTEM
from app.timeline.cli import sentence
from app.timeline.findings import Finding, Kind
from app.timeline.log import Subject, record
from app.timeline.models import TimelineEntry
from tests.support.factories import make_attachment


@pytest.fixture
def run(app):
    return lambda *arguments: app.test_cli_runner().invoke(args=["timeline", *arguments])


def test_an_untouched_timeline_is_said_to_be_so(run, writing, now):
    with writing():
        record(Subject("case", 1), "opened", SYSTEM, now)
    answer = run("verify")
    assert answer.exit_code == 0, answer.output
    assert "1" in answer.output


def test_a_changed_entry_is_printed_with_its_place(run, writing, now):
    with writing():
        record(Subject("case", 1), "opened", SYSTEM, now)
        db.session.execute(update(TimelineEntry).values(action="cancelled"))
    answer = run("verify")
    assert answer.exit_code == 1
    assert answer.output.startswith("case 1, 1:")


def test_an_edited_attachment_is_printed_with_its_address(run, writing, settings):
    store = FileStore(settings["STORAGE_DIR"])
    with writing():
        stored = store.put(io.BytesIO(b"the report as filed"))
        make_attachment(sha256=stored.sha256)
    assert run("verify").exit_code == 0
    path = settings["STORAGE_DIR"] / stored.sha256[:2] / stored.sha256[2:4] / stored.sha256
    path.chmod(0o600)
    path.write_bytes(b"the report as wished")
    answer = run("verify")
    assert (answer.exit_code, stored.sha256 in answer.output) == (1, True)


def test_a_lost_attachment_is_printed_with_its_address(run, writing):
    with writing():
        make_attachment(sha256="a" * 64)
    answer = run("verify")
    assert (answer.exit_code, "a" * 64 in answer.output) == (1, True)


def test_sealing_makes_the_head_of_yesterday_once(run):
    first, second = run("seal"), run("seal")
    assert "2026-11-19" in first.output
    assert "2026-11-19" not in second.output


def test_every_finding_has_its_sentence(app):
    with app.app_context():
        sentences = {sentence(Finding(kind, "ở đây")) for kind in Kind}
    assert len(sentences) == len(Kind)
