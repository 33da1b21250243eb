"""One folder for a test run, shared by its workers: databases, the PostgreSQL server, tests' own files."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from tests.support import postgres

MEMORY_DISK = Path("/dev/shm")
ENOUGH = 1 << 30


def open_run(config: pytest.Config) -> None:
    """Create the run's folder; the workers inherit it through the environment."""
    if is_worker(config):
        return
    parent = MEMORY_DISK if _has_room(MEMORY_DISK) else None
    os.environ["TIENDO_TEST_PID"] = str(os.getpid())
    os.environ["TIENDO_TEST_RUN"] = tempfile.mkdtemp(prefix="tiendo-", dir=parent)
    Path(templates_of_run()).mkdir()
    # Workers and the programs that tests start would each compile the whole product and all tests again.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def close_run(config: pytest.Config) -> None:
    """Stop what the run started and remove its folder."""
    if is_worker(config):
        return
    folder = Path(os.environ.pop("TIENDO_TEST_RUN"))
    postgres.stop(folder)
    shutil.rmtree(folder, ignore_errors=True)


def templates_of_run() -> str:
    """Return the folder where the run's processes keep their compiled templates."""
    return os.environ["TIENDO_TEST_RUN"] + "/templates"


def is_worker(config: pytest.Config) -> bool:
    """Whether this process is one of several that a controller started."""
    return hasattr(config, "workerinput")


def _has_room(folder: Path) -> bool:
    return folder.is_dir() and os.access(folder, os.W_OK) and shutil.disk_usage(folder).free > ENOUGH
