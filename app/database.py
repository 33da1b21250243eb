"""One unit of work: the outermost layer opens it, commits it, and nothing below does either.

SQLite needs to know before its first statement whether a unit of work will write (`BEGIN IMMEDIATE`) or only read
(`BEGIN`): a reader that turns writer half-way is told "database is locked" at once, however long `busy_timeout` is.
So the intent is chosen when the unit of work opens, and a flush inside a reading one is refused.
"""

import fcntl
import os
import sqlite3
import time
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache, partial
from typing import Annotated, Any

from sqlalchemy import BigInteger, DateTime, Engine, Integer, MetaData, Table, Update, bindparam, event, update
from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.orm import DeclarativeBase, Session, mapped_column
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.types import TypeDecorator

BUSY_TIMEOUT_MS = 15_000
# How long the first of the waiting writers waits before it asks SQLite again.
_ASK_AGAIN_AFTER = 0.0002  # seconds

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UTCDateTime(TypeDecorator[datetime]):
    """An instant: aware in, stored as UTC, aware UTC out. A naive value is a programming error."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware datetime into the UTC value the database keeps."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"naive datetime {value!r}: give an instant with its zone")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Return the stored instant, aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# SQLite only auto-increments a column declared INTEGER.
BigId = BigInteger().with_variant(Integer(), "sqlite")


class Base(DeclarativeBase):
    """Declarative base of every table; constraint names are fixed so that migrations can name them."""

    metadata = MetaData(naming_convention=NAMING)


# For columns: `due_at: Mapped[Instant | None]`, `id: Mapped[Key]`.
Instant = Annotated[datetime, mapped_column(UTCDateTime())]
Key = Annotated[int, mapped_column(BigId, primary_key=True)]


class ReadOnlyUnitOfWork(RuntimeError):
    """Something tried to write inside a unit of work that was opened for reading."""


@dataclass
class UnitOfWork:
    """What the open unit of work will do when it ends."""

    writes: bool
    discarded: bool = False
    afterwards: list[Callable[[], None]] = field(default_factory=list)
    otherwise: list[Callable[[], None]] = field(default_factory=list)

    def discard(self) -> None:
        """Roll back instead of committing, e.g. because the answer is an error."""
        self.discarded = True


_current: ContextVar[UnitOfWork | None] = ContextVar("unit_of_work", default=None)


def current_unit_of_work() -> UnitOfWork:
    """Return the open unit of work; raise LookupError outside one."""
    work = _current.get()
    if work is None:
        raise LookupError("no unit of work is open")
    return work


def after_commit(action: Callable[[], None]) -> None:
    """Run `action` once the open unit of work has been committed; it opens its own to write."""
    current_unit_of_work().afterwards.append(action)


def after_rollback(action: Callable[[], None]) -> None:
    """Run `action` if the open unit of work is rolled back, e.g. to record why; it opens its own to write."""
    current_unit_of_work().otherwise.append(action)


def commit_so_far(session: Any) -> None:
    """Commit what the open unit of work has done and go on in a new transaction; only the outermost layer may.

    For slow work between two halves that each stand alone, e.g. counting a try, then hashing a password: nobody
    waits for a lock meanwhile, and the first half stays whatever becomes of the second.
    """
    if not current_unit_of_work().writes:
        raise ReadOnlyUnitOfWork("a reading unit of work has nothing to commit")
    session.commit()


def change(session: Any, row: Any, **values: Any) -> None:
    """Write `values` into the stored `row` at once.

    For what every command writes: it costs a third of what the mapper takes to find out what was changed.
    """
    if not current_unit_of_work().writes:
        raise ReadOnlyUnitOfWork(f"a reading unit of work changed {row!r}")
    session.connection().execute(_update(row.__table__), {"row_id": row.id, **values})
    for name, value in values.items():
        set_committed_value(row, name, value)


@cache
def _update(table: Table) -> Update:
    return update(table).where(table.c.id == bindparam("row_id"))


@contextmanager
def unit_of_work(session: Any, *, writes: bool = True) -> Iterator[UnitOfWork]:
    """Open one unit of work on `session`: commit at the end, roll back on error, then run what was to follow.

    Units of work follow one another, they never nest: a following action starts when this one is over.
    """
    if _current.get() is not None:
        raise RuntimeError("a unit of work is already open; only the outermost layer opens one")
    work = UnitOfWork(writes)
    token = _current.set(work)
    is_committed = False
    try:
        yield work
        if writes and not work.discarded:
            session.commit()
            is_committed = True
    finally:
        session.rollback()
        _current.reset(token)
        if not is_committed:
            _run_all(work.otherwise)
    if is_committed:
        _run_all(work.afterwards)


def _run_all(actions: list[Callable[[], None]]) -> None:
    for action in actions:
        action()


_QUEUE = "queue"  # of a connection: the file in whose lock its writers stand in line
_LEAVE = "leave"  # closes that file
_WAIT = f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}"


def install(engine: Engine) -> None:
    """Give `engine` our transaction rules; called once for each engine.

    A forked process forgets the connections its parent had opened: no two processes may share one.
    """
    kept = weakref.ref(engine)
    os.register_at_fork(after_in_child=partial(_forget_connections, kept))
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        event.listen(engine, "close", _close_queue)


def _forget_connections(kept: weakref.ref[Engine]) -> None:
    engine = kept()
    if engine is not None:
        engine.dispose(close=False)


def _prepare_sqlite(connection: Any, record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    cursor = connection.cursor()
    cursor.execute(_WAIT)
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA synchronous=FULL")
    file = cursor.execute("PRAGMA database_list").fetchone()[2]
    cursor.close()
    record.info[_QUEUE] = os.open(f"{file}-queue", os.O_RDWR | os.O_CREAT, 0o600) if file else None
    if file:  # open as long as the connection, also where nobody closes that
        record.info[_LEAVE] = weakref.finalize(record, os.close, record.info[_QUEUE])


def _close_queue(_connection: Any, record: Any) -> None:
    leave = record.info.pop(_LEAVE, None)
    if leave is not None:
        leave()


def _begin_sqlite(connection: Connection) -> None:
    work = _current.get()
    if work is None or work.writes:
        with _in_turn(connection.info[_QUEUE]):
            _begin_to_write(connection.connection.driver_connection)
    else:
        connection.exec_driver_sql("BEGIN")


@contextmanager
def _in_turn(queue: int | None) -> Iterator[None]:
    """Wait behind the writers that came earlier, of any process.

    SQLite has no queue: whoever asks in the right moment wins, and its own waits grow to 100 ms while the database
    stands free. So only the first in the line asks, and asks often.
    """
    if queue is None:  # a database in memory has no second writer
        yield
        return
    fcntl.flock(queue, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(queue, fcntl.LOCK_UN)


def _begin_to_write(connection: Any) -> None:
    """Become SQLite's one writer, or raise `sqlite3.OperationalError` after the busy timeout."""
    give_up = time.monotonic() + BUSY_TIMEOUT_MS / 1000
    connection.execute("PRAGMA busy_timeout=0")
    try:
        while True:
            try:
                connection.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > give_up:
                    raise
            time.sleep(_ASK_AGAIN_AFTER)
    finally:
        connection.execute(_WAIT)


@event.listens_for(Session, "after_soft_rollback")
def _forget_undone_changes(session: Session, _transaction: Any) -> None:
    """Read rows again after a savepoint is rolled back: the mapper does not know what `change` wrote into them."""
    if session.in_transaction():
        session.expire_all()


@event.listens_for(Session, "before_flush")
def _refuse_to_write_while_reading(session: Session, _context: Any, _instances: Any) -> None:
    work = _current.get()
    if work is not None and not work.writes and (session.new or session.dirty or session.deleted):
        changed = [*session.new, *session.deleted, *(o for o in session.dirty if session.is_modified(o))]
        if changed:
            raise ReadOnlyUnitOfWork(f"a reading unit of work changed {changed[0]!r}")
