"""Commands typed wrongly, or on the wrong things: an exit code, one sentence on stderr, nothing changed."""

import shlex
from pathlib import Path

import pytest
from click.testing import Result

from tests.abuse.trying import INNARDS
from tests.abuse.wrong_commands import COMMANDS, USAGE, WrongCommand, prepare


@pytest.fixture(scope="module")
def given(world) -> dict[str, Path]:
    """The files commands are given, one of them a good backup of this world."""
    paths = prepare(world)
    made = world.app.test_cli_runner().invoke(args=["backup", "create", str(paths["backup"])])
    assert made.exit_code == 0, made.output
    return paths


@pytest.mark.parametrize("wrong", COMMANDS, ids=str)
def test_a_wrong_command_says_what_to_do_and_changes_nothing(world, given, wrong: WrongCommand):
    before = world.digests()
    result = typed(world, wrong, given)
    assert result.exit_code == wrong.code, f"{result.output}\n{result.exception!r}"
    assert wrong.says in said(result), result.output
    assert len(" ".join(said(result).split())) < 400, said(result)
    assert not INNARDS.search(said(result).replace(str(world.folder.parent), "")), said(result)
    assert world.digests() == before


def typed(world, wrong: WrongCommand, given: dict[str, Path]) -> Result:
    """Type the command."""
    world.app.config["PRODUCTION"] = wrong.production
    try:
        with world.app.app_context():  # as `flask` itself opens one, before it reads what was typed
            return world.app.test_cli_runner().invoke(args=shlex.split(wrong.typed.format(**given)))
    finally:
        world.app.config["PRODUCTION"] = False


def said(result: Result) -> str:
    """Return the sentence on stderr; of a wrongly typed command without the lines on its usage."""
    if result.exit_code == USAGE:
        return result.stderr.partition("Error: ")[2].strip()
    return (result.stderr or result.stdout).strip()
