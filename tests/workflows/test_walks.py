"""Every flow of every shipped process is taken and every outcome seen, in memory and saved, from beginning to end."""

from pathlib import Path

import pytest

from app.walking.walk import prepared

WORKFLOWS = Path(__file__).resolve().parents[2] / "workflows"
KEYS = sorted(path.stem for path in WORKFLOWS.glob("*/*.bpmn"))


@pytest.fixture(scope="module")
def ready():
    """A world with all of them; a walk leaves nothing behind."""
    with prepared(WORKFLOWS) as world:
        yield world


@pytest.mark.parametrize("key", KEYS)
def test_every_flow_is_taken_every_outcome_seen_and_no_wait_lasts_for_ever(key, ready):
    walked = ready.walk(key)
    assert (walked.missed, walked.unseen, walked.problems) == ([], [], [])
    assert walked.paths > 0
