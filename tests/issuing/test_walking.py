"""The shared steps walk inside a process that calls them."""

from app.walking.walk import walk_all
from tests.issuing.letters import LETTER, NOTE, SHARED
from tests.support.deploying import WORKFLOWS


def test_a_process_that_calls_them_walks(folder):
    for key in SHARED:
        (folder / key).symlink_to(WORKFLOWS / key)
    (folder / "letter" / "forms").mkdir(parents=True)
    (folder / "letter" / "letter.bpmn").write_bytes(LETTER)
    (folder / "letter" / "forms" / "note.form").write_bytes(NOTE)
    (walked,) = walk_all(folder, "letter")
    assert (walked.missed, walked.problems) == ([], [])
