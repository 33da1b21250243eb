"""Make a backup while people work: the tables of one moment, then the files, which never change."""

from datetime import datetime
from pathlib import Path

from app.backup import archive
from app.backup.archive import FORMAT, Manifest, TablePart
from app.backup.errors import DatabaseNotPrepared
from app.backup.tables import columns_of, lines, revision_of, tables_of
from app.extensions import db
from app.files.store import FileStore


def create(path: Path, store: FileStore, now: datetime) -> Manifest:
    """Write a backup to `path` and return what it holds; call it first thing in a unit of work that reads.

    Files are copied after the tables: a row is only ever committed when its file has been stored.
    """
    # SQLite reads one moment anyway; PostgreSQL does when asked.
    options = {"isolation_level": "REPEATABLE READ"} if db.engine.dialect.name == "postgresql" else {}
    connection = db.session.connection(execution_options=options)
    tables = tables_of(connection)
    if not tables:
        raise DatabaseNotPrepared
    parts: dict[str, TablePart] = {}
    with archive.writing(path) as writer:
        for table in tables:
            columns = [column.name for column in columns_of(table)]
            parts[table.name] = writer.table(table.name, columns, lines(connection, table))
        files = list(store.digests())
        for sha256 in files:
            with store.open(sha256) as content:
                writer.file(sha256, content)
        manifest = Manifest(FORMAT, now.isoformat(), revision_of(connection), parts, files)
        writer.manifest(manifest)
    return manifest
