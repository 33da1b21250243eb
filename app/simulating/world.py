"""Where a year is simulated: an application on a database of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import inspect, select

from app import create_app
from app.application import TienDo
from app.config import database_url
from app.demo.durability import not_waiting_for_the_disk
from app.extensions import db

_CHEAP = {"time_cost": 1, "memory_cost": 8, "parallelism": 1}  # nobody signs in with these passwords


class NotEmpty(Exception):
    """The database that was named holds something."""


@contextmanager
def world(workflows: Path, url: str | None) -> Iterator[TienDo]:
    """Make an application on the database at `url`, which must be empty, or on one of its own that is removed later.

    Files and signed heads are kept in a folder that is removed as well. Raises NotEmpty.
    """
    with TemporaryDirectory(prefix="tiendo-simulate-") as name:
        folder = Path(name)
        app = create_app(
            {
                "SQLALCHEMY_DATABASE_URI": database_url(url or f"sqlite:///{folder / 'year.db'}"),
                "STORAGE_DIR": folder / "files",
                "ANCHOR_DIR": folder / "anchor",
                "WORKFLOWS_DIR": workflows,
                "DEPARTMENT_CODE": "SKHCN",
                "PUBLIC_URL": "http://localhost",
                "MAIL_FROM": "Tiến Độ <nhac-viec@tiendo.example>",
                "MAIL_PER_MINUTE": 0,
                "BOUNCE_MAILBOX": "",
                "BOUNCE_ADDRESS": "",
                "PROVINCE_NAME": "Tỉnh Lam Giang",
                "PRODUCTION": False,
                "ARGON2": _CHEAP,
            }
        )
        with app.app_context():
            if _holds_something():
                raise NotEmpty
            db.create_all()
            with not_waiting_for_the_disk(db.engine):
                yield app
            db.engine.dispose()


def _holds_something() -> bool:
    there = set(inspect(db.engine).get_table_names())
    with db.engine.connect() as connection:
        return any(
            connection.execute(select(1).select_from(table).limit(1)).first() is not None
            for table in db.metadata.sorted_tables
            if table.name in there
        )
