"""Every flow of every shipped process is taken, in memory and saved, from the beginning to an end."""

from pathlib import Path

import pytest

from app.walking.walk import walk_all

WORKFLOWS = Path(__file__).resolve().parents[2] / "workflows"
KEYS = sorted(path.stem for path in WORKFLOWS.glob("*/*.bpmn"))


@pytest.mark.parametrize("key", KEYS)
def test_every_flow_is_taken_to_an_end(key):
    (walked,) = walk_all(WORKFLOWS, key)
    assert (walked.missed, walked.problems) == ([], [])
    assert walked.paths > 0
