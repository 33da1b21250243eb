"""The world in which wrong things are tried, made once for all tries of a module."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.abuse.world import World, own_folder, remove, world_on
from tests.support.databases import database_of


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    """A province at work on SQLite. Tests that ask for it leave it as it was."""
    database, folder = database_of("sqlite"), own_folder(Path(os.environ["TIENDO_TEST_RUN"]))
    database.open()
    with world_on(database, folder) as world:
        world.let_everybody_in()
        yield world
    database.close()
    remove(folder)
