"""docs/deadlines.md says what the command does: each example is run, and each kind of rule has one."""

import json
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from app.deadlines.calendar_file import read_calendar
from app.deadlines.cli import deadline
from app.deadlines.limits import KINDS

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/deadlines.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```console\n\$ flask --app wsgi deadline (.+)\n((?:.*\n)*?)```", PAGE)


@pytest.mark.parametrize(("command", "printed"), EXAMPLES)
def test_every_example_prints_what_the_page_says(command, printed, monkeypatch):
    monkeypatch.chdir(ROOT)
    result = CliRunner().invoke(deadline, shlex.split(command))
    assert (result.exit_code, result.stdout) == (0, printed)


def test_every_kind_of_rule_has_an_example():
    shown = {json.loads(shlex.split(command)[2])["kind"] for command, _ in EXAMPLES if command.startswith("compute")}
    assert shown == set(KINDS)


def test_the_calendar_on_the_page_can_be_read():
    (table,) = re.findall(r"```json\n(\[\n(?:.*\n)*?\])\n```", PAGE)
    assert len(read_calendar(json.loads(table)).overrides) == 2
