"""How Alembic reaches our database: through the application, in one transaction, one migrator at a time."""

from alembic import context
from flask import current_app
from sqlalchemy import text
from sqlalchemy.engine import Connection

from app.database import UTCDateTime
from app.extensions import db

LOCK = 7_113_001  # any number that nothing else of ours uses


def render_type(kind: str, item: object, _context: object) -> str | bool:
    """Write our column types into migrations as plain ones, which do not change when our code does."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UTCDateTime) else False


def migrate(connection: Connection) -> None:
    """Run the migrations that are missing; all or none."""
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        render_item=render_type,
        transaction_per_migration=False,
        **current_app.extensions["migrate"].configure_args,  # compares types, writes batches for SQLite
    )
    with context.begin_transaction():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        context.run_migrations()
        if connection.dialect.name == "sqlite":
            broken = connection.execute(text("PRAGMA foreign_key_check")).all()
            if broken:
                raise RuntimeError(f"the migration left rows that point nowhere: {broken[:5]}")


def run() -> None:
    """Connect and migrate; SQLite rebuilds tables, so its foreign keys are checked at the end instead."""
    with db.engine.connect() as connection:
        driver = connection.connection.driver_connection
        if connection.dialect.name == "sqlite":
            driver.execute("PRAGMA foreign_keys=OFF")
        try:
            migrate(connection)
        finally:
            if connection.dialect.name == "sqlite":
                driver.execute("PRAGMA foreign_keys=ON")


if context.is_offline_mode():
    raise SystemExit("Migrations run on a database only: leave out --sql.")
run()
