"""The tables as the database itself describes them, and their rows as text that both databases write alike."""

import base64
import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Column, Connection, MetaData, Table, collate, inspect, select, types

# What belongs to an installation rather than to its content.
LEFT_OUT = frozenset({"alembic_version", "hold"})
PLAIN = (types.Integer, types.String, types.Boolean, types.Float)
BATCH = 1000


class UnknownColumnType(TypeError):
    """A column of a type that nobody has taught the backup yet."""


def tables_of(connection: Connection) -> list[Table]:
    """Return the tables of the database by name."""
    metadata = MetaData()
    names = [name for name in inspect(connection).get_table_names() if name not in LEFT_OUT]
    metadata.reflect(connection, only=names, resolve_fks=False)
    return sorted(metadata.tables.values(), key=lambda table: table.name)


def revision_of(connection: Connection) -> str | None:
    """Return the migration that the database stands at; None if it was never migrated."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()


def columns_of(table: Table) -> list[Column[Any]]:
    """Return the columns that hold data, by name: their order in the table differs after migrations."""
    return sorted((column for column in table.c if column.computed is None), key=lambda column: column.name)


def lines(connection: Connection, table: Table) -> Iterator[bytes]:
    """Yield the rows as JSON lists, in the order of the primary key, the same on both databases."""
    columns = columns_of(table)
    writers = [_writer(column) for column in columns]
    order = [_comparable(column, connection) for column in table.primary_key] or columns
    rows = connection.execute(select(*columns).order_by(*order).execution_options(yield_per=BATCH))
    for row in rows:
        values = [None if value is None else write(value) for write, value in zip(writers, row, strict=True)]
        yield json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def digest(connection: Connection, table: Table) -> str:
    """Return the digest of a table's lines."""
    result = hashlib.sha256()
    for line in lines(connection, table):
        result.update(line)
    return result.hexdigest()


def read(table: Table, line: bytes, dialect: str) -> dict[str, Any]:
    """Return a line's values as the database of `dialect` takes them."""
    columns = columns_of(table)
    values = json.loads(line)
    return {
        column.name: None if value is None else _reader(column, dialect)(value)
        for column, value in zip(columns, values, strict=True)
    }


def _comparable(column: Column[Any], connection: Connection) -> Any:
    is_text = isinstance(column.type, types.String) and connection.dialect.name == "postgresql"
    return collate(column, "C") if is_text else column


def _writer(column: Column[Any]) -> Callable[[Any], Any]:
    match column.type:
        case types.DateTime():
            return _instant
        case types.Date():
            return date.isoformat
        case types.LargeBinary():
            return lambda value: base64.b64encode(value).decode()
        case kind if isinstance(kind, PLAIN):
            return lambda value: value
        case types.Numeric():
            return str
    raise UnknownColumnType(f"{column.table.name}.{column.name}: {column.type!r}")


def _reader(column: Column[Any], dialect: str) -> Callable[[Any], Any]:
    match column.type:
        case types.DateTime():
            return _naive if dialect == "sqlite" else datetime.fromisoformat
        case types.Date():
            return date.fromisoformat
        case types.LargeBinary():
            return base64.b64decode
        case kind if isinstance(kind, PLAIN):
            return lambda value: value
        case types.Numeric():
            return Decimal
    raise UnknownColumnType(f"{column.table.name}.{column.name}: {column.type!r}")


def _instant(value: datetime) -> str:
    utc = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    return utc.isoformat(timespec="microseconds")


def _naive(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=None)
