"""An empty database for each test; cheap, because the application really commits.

SQLite: a copy of a file made once. PostgreSQL: one database a worker, emptied of what a test has left behind.
"""

import importlib
import os
import pkgutil
import secrets
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Protocol

from sqlalchemy import Engine, create_engine, make_url, text
from sqlalchemy.pool import NullPool

import app as app_package
from app import create_app
from app.extensions import db
from tests.support import postgres, units

# A killed process may have left its connection, and its locks. One that is idle holds none: it may be ours.
OTHERS_OUT = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'
"""
# A table without pages has not been written to since it was truncated.
WRITTEN = """
    SELECT quote_ident(relname), pg_relation_size(oid) / current_setting('block_size')::integer FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND pg_relation_size(oid) > 0
"""
COUNT_FROM_THE_START = """
    SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false) FROM pg_sequences
    WHERE schemaname = 'public' AND last_value IS NOT NULL
"""
# Truncating makes new files for a table and each of its indexes; deleting a few rows is done in no time.
FEW_PAGES = 16


_made: list["PostgreSQL"] = []


class Database(Protocol):
    """A database that a test may fill."""

    kind: str
    url: str

    def open(self) -> None: ...
    def close(self) -> None: ...


def database_of(kind: str, name: str = "") -> Database:
    """Return the worker's database of `kind`, "sqlite" or "postgresql"; on SQLite another one for each `name`."""
    return SQLite(name or secrets.token_hex(8)) if kind == "sqlite" else _worker_postgresql()


class SQLite:
    """A file, emptied for each test."""

    kind = "sqlite"

    def __init__(self, name: str) -> None:
        self._file = _run() / f"{name}.db"
        self.url = f"sqlite:///{self._file}"

    def open(self) -> None:
        """Copy the template."""
        shutil.copyfile(_sqlite_template(), self._file)

    def close(self) -> None:
        """Remove the file and what SQLite keeps beside it."""
        for suffix in ("", "-wal", "-shm", "-queue"):
            Path(f"{self._file}{suffix}").unlink(missing_ok=True)


class PostgreSQL:
    """A database of this worker's own on the run's server."""

    kind = "postgresql"

    def __init__(self, server: str) -> None:
        self._server = server
        self._name = f"tiendo_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{secrets.token_hex(4)}"
        with _engine(server).connect() as connection:
            connection.execute(text(f'CREATE DATABASE "{self._name}"'))
        self.url = make_url(server).set(database=self._name).render_as_string(hide_password=False)
        self._engine = create_engine(self.url, isolation_level="AUTOCOMMIT", pool_size=1, pool_pre_ping=True)
        _made.append(self)
        _create_tables(self.url)

    def open(self) -> None:
        """Empty what the last tests wrote to, and let every key count from its start."""
        with self._engine.connect() as connection:
            connection.execute(text(OTHERS_OUT))
            connection.execute(text("SET lock_timeout = '15s'"))
            written = dict(connection.execute(text(WRITTEN)).all())
            few = FEW_PAGES if connection.scalar(text("SHOW is_superuser")) == "on" else 0
            small = [table for table, pages in written.items() if pages <= few]
            large = [table for table, pages in written.items() if pages > few]
            if large:
                connection.execute(text(f"TRUNCATE {', '.join(large)} CASCADE"))
            if small:
                # Only a superuser may: no foreign key is looked at, so that the order does not matter.
                connection.execute(text("SET session_replication_role = replica"))
                connection.exec_driver_sql("; ".join(f"DELETE FROM {table}" for table in small))
            connection.execute(text(COUNT_FROM_THE_START))

    def close(self) -> None:
        """Leave everything; the next test empties it."""

    def drop(self) -> None:
        """Remove the database at the end of the run: the server may be somebody's own."""
        self._engine.dispose()
        with _engine(self._server).connect() as connection:
            connection.execute(text(f'DROP DATABASE "{self._name}" WITH (FORCE)'))


def drop_own() -> None:
    """Remove the databases that this process has made on a server."""
    while _made:
        _made.pop().drop()


@cache
def _worker_postgresql() -> PostgreSQL:
    return PostgreSQL(postgres.server_url(_run()))


@cache
def _sqlite_template() -> Path:
    file = _run() / f"template-{secrets.token_hex(8)}.db"
    _create_tables(f"sqlite:///{file}")
    return file


def modules_of(package: ModuleType) -> Iterator[str]:
    """Yield the names of all modules below a package."""
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        yield found.name


def _create_tables(url: str) -> None:
    for name in modules_of(app_package):
        if "models" in name:  # also those that nothing imports yet
            importlib.import_module(name)
    app = create_app({"SQLALCHEMY_DATABASE_URI": url, "STORAGE_DIR": _run() / "files"})
    with app.app_context():
        db.create_all()
        if url.startswith("sqlite"):
            # Into the file itself, so that copying that one file copies everything.
            with db.engine.connect() as connection:
                connection.exec_driver_sql("COMMIT")
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    units.dispose(app)


def _engine(url: str) -> Engine:
    return create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)


def _run() -> Path:
    return Path(os.environ["TIENDO_TEST_RUN"])
