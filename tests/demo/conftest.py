"""The demo province, told once for each database and worker: tests look at it, and sign in at most.

On SQLite it is told in its season, on PostgreSQL on a Saturday far from it: two days for the time of one.
"""

import os
import secrets
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from pathlib import Path

import pytest

from app import create_app
from app.application import TienDo
from app.clock import LOCAL
from tests.support import postgres, units
from tests.support.databases import PostgreSQL, SQLite

DAYS = {"sqlite": date(2026, 11, 20), "postgresql": date(2026, 7, 4)}


@dataclass(frozen=True)
class Province:
    """The province in its database, the moment it is visited, and what the command said when it was loaded."""

    app: TienDo
    now: datetime
    said: str

    def run(self, *arguments: str):
        """Run `flask demo …` once more."""
        return self.app.test_cli_runner().invoke(args=["demo", *arguments])


@pytest.fixture
def province(database, settings, clock):
    """The province on the test's kind of database, visited at nine on the day of its story; leave it as it is."""
    told = _told(database.kind)
    assert told.status == 0, told.said
    now = clock.move_to(datetime.combine(DAYS[database.kind], time(9), LOCAL))
    app = create_app({**settings, **told.places})
    with units.of(app):
        yield Province(app, now, told.said)
    units.dispose(app)


@dataclass(frozen=True)
class _Told:
    places: dict[str, object]
    said: str
    status: int


@cache
def _told(kind: str) -> _Told:
    folder = Path(os.environ["TIENDO_TEST_RUN"]) / f"demo-{secrets.token_hex(6)}"
    folder.mkdir()
    database = SQLite(folder.name) if kind == "sqlite" else PostgreSQL(postgres.server_url(folder.parent))
    database.open()
    places = {"SQLALCHEMY_DATABASE_URI": database.url, "STORAGE_DIR": folder / "files", "ANCHOR_DIR": folder / "anchor"}
    app = create_app({**places, "ARGON2": {"time_cost": 1, "memory_cost": 8, "parallelism": 1}})
    answer = app.test_cli_runner().invoke(args=["demo", "load", "--today", DAYS[kind].isoformat()])
    units.dispose(app)
    return _Told(places, answer.output, answer.exit_code)
