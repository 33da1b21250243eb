"""Restore a backup into an empty database and an empty store, whole or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, inspect, select, text
from sqlalchemy.schema import AddConstraint, DropConstraint

from app.backup.archive import Manifest, Reader
from app.backup.errors import BackupDamaged, TargetDiffers, TargetNotEmpty
from app.backup.tables import BATCH, columns_of, digest, read, tables_of
from app.extensions import db
from app.files.store import FileStore
from app.timeline.hold import hold_sending

# The tables that are not empty in a database nobody has used yet.
FILLED_BY_MIGRATIONS = frozenset({"accreditation_body"})


def has_tables() -> bool:
    """Whether the target database has any table yet; without, it is first migrated to where the backup stood."""
    return bool(inspect(db.session.connection()).get_table_names())


def restore(backup: Reader, store: FileStore, now: datetime) -> None:
    """Load everything, prove that it is the same, and hold all sending until somebody releases it."""
    connection = db.session.connection()
    tables = tables_of(connection)
    _refuse_other_tables(tables, backup.manifest)
    _refuse_full_target(connection, tables, store, backup.manifest)
    _clear_what_migrations_put(connection, tables)
    for sha256 in backup.manifest.files:
        with backup.file(sha256) as content:
            if store.put(content).sha256 != sha256:
                raise BackupDamaged(f"files/{sha256}")
    with _references_unchecked(connection, tables):
        for table in tables:
            _load(connection, table, backup)
    for table in tables:
        if digest(connection, table) != backup.manifest.tables[table.name].sha256:
            raise BackupDamaged(f"tables/{table.name}.jsonl")
    hold_sending("restored from a backup", now)


def _refuse_other_tables(tables: list[Table], manifest: Manifest) -> None:
    here = {table.name: [column.name for column in columns_of(table)] for table in tables}
    if here != {name: part.columns for name, part in manifest.tables.items()}:
        raise TargetDiffers


def _refuse_full_target(connection: Connection, tables: list[Table], store: FileStore, manifest: Manifest) -> None:
    for table in tables:
        has_rows = connection.execute(select(text("1")).select_from(table).limit(1)).first()
        if has_rows and table.name not in FILLED_BY_MIGRATIONS:
            raise TargetNotEmpty(where=f"{connection.engine.url.database}: {table.name}")
    # Files of the backup itself may be left from a try that failed.
    if set(store.digests()) - set(manifest.files):
        raise TargetNotEmpty(where=str(store.root))


def _clear_what_migrations_put(connection: Connection, tables: list[Table]) -> None:
    """Take away what came with the tables. Nobody has changed it: who does so is told of in a table that is empty."""
    for table in tables:
        if table.name in FILLED_BY_MIGRATIONS:
            connection.execute(delete(table))


def _load(connection: Connection, table: Table, backup: Reader) -> None:
    dialect = connection.dialect.name
    rows = (read(table, line, dialect) for line in backup.lines(table.name))
    for batch in _batches(rows):
        connection.execute(insert(table), batch)
    key = table.primary_key.columns.values()
    if dialect == "postgresql" and len(key) == 1:
        _advance_sequence(connection, table, key[0].name)


def _batches(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while batch := list(islice(rows, BATCH)):
        yield batch


def _advance_sequence(connection: Connection, table: Table, key: str) -> None:
    """Let the next row get a key of its own; a table without a sequence has nothing to advance."""
    sequence = connection.scalar(
        text("SELECT pg_get_serial_sequence(quote_ident(:table), :key)"), {"table": table.name, "key": key}
    )
    if sequence:
        newest = select(text(f"max({connection.dialect.identifier_preparer.quote(key)})")).select_from(table)
        highest = connection.scalar(newest)
        if highest is not None:
            connection.execute(text("SELECT setval(:sequence, :highest)"), {"sequence": sequence, "highest": highest})


@contextmanager
def _references_unchecked(connection: Connection, tables: list[Table]) -> Iterator[None]:
    """Load rows in any order; references are checked at the end, and a row that points nowhere stops everything."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        yield
        return
    references = [reference for table in tables for reference in table.foreign_key_constraints]
    for reference in references:
        connection.execute(DropConstraint(reference))
    yield
    for reference in references:
        connection.execute(AddConstraint(reference))
