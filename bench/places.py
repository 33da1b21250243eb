"""Where a benchmark runs: an empty database of each kind, on disk and durable as in production."""

import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine, make_url, text
from sqlalchemy.pool import NullPool

from app import create_app
from app.application import TienDo
from app.extensions import db
from tests.support import postgres

SERVER = {"max_connections": "200", "listen_addresses": "''", "shared_buffers": "256MB"}


@dataclass(frozen=True)
class Place:
    """A folder, and databases of one kind."""

    kind: str
    folder: Path

    def database(self) -> str:
        """Make an empty database and return its URL."""
        name = f"bench_{secrets.token_hex(4)}"
        if self.kind == "sqlite":
            return f"sqlite:///{self.folder}/{name}.db"
        server = postgres.server_url(self.folder, SERVER)
        engine = create_engine(server, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        return make_url(server).set(database=name).render_as_string(hide_password=False)

    def environment(self, url: str) -> dict[str, str]:
        """Return what a server on that database is started with."""
        return {"DATABASE_URL": url, "STORAGE_DIR": str(self.folder / "files"), "MAIL_URL": "smtp://127.0.0.1:9"}

    def application(self, url: str) -> TienDo:
        """Return our application on that database, with its tables."""
        app = create_app({"SQLALCHEMY_DATABASE_URI": url, "STORAGE_DIR": self.folder / "files"})
        with app.app_context():
            db.create_all()
        return app


@contextmanager
def place(kind: str) -> Iterator[Place]:
    """Yield a place of that kind and clear it away afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="tiendo-bench-"))
    try:
        yield Place(kind, folder)
    finally:
        postgres.stop(folder)
        shutil.rmtree(folder)
