"""A province's data to back up, and empty places to restore into."""

import io
import os
import secrets
import shutil
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.pool import NullPool

from app import create_app
from app.extensions import db
from app.files.store import FileStore
from app.organisation.roles import SYSTEM
from app.timeline.log import Subject, record
from tests.support import postgres, units
from tests.support.factories import make_agency, make_attachment, make_case, make_task


@pytest.fixture
def store(settings):
    return FileStore(settings["STORAGE_DIR"])


@pytest.fixture
def province(writing, people, store, now):
    """Cases with tasks, files and a timeline; an agency whose parent has the higher key."""
    with writing():
        child, parent = make_agency("Xã Hòa Bình"), make_agency("Tỉnh Lam Giang")
        child.parent_id = parent.id
        for number in range(20):
            case = make_case(people.agency, title=f"Báo cáo số {number} “đặc biệt”\n\tđộ ẩm 75 %", due_at=now)
            make_task(case, due_at=now)
            make_attachment(case, sha256=store.put(io.BytesIO(f"tệp {number}".encode())).sha256)
            record(Subject("case", case.id), "opened", SYSTEM, now, title=case.title)


@pytest.fixture
def empty_copy(request, settings):
    """Return a function that makes an application on an empty database of the same or another kind."""
    made = []

    def make(kind: str, *, with_tables: bool = True):
        folder = Path(os.environ["TIENDO_TEST_RUN"]) / f"copy-{secrets.token_hex(6)}"
        folder.mkdir()
        url = f"sqlite:///{folder}/copy.db" if kind == "sqlite" else _empty_postgresql(request)
        app = create_app({**settings, "SQLALCHEMY_DATABASE_URI": url, "STORAGE_DIR": folder / "files"})
        made.append((app, folder))
        if with_tables:
            with app.app_context():
                db.create_all()
        return app

    yield make
    for app, folder in made:
        units.dispose(app)
        shutil.rmtree(folder)


def _empty_postgresql(request) -> str:
    server = postgres.server_url(Path(os.environ["TIENDO_TEST_RUN"]))
    name = f"copy_{secrets.token_hex(6)}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))

    def drop() -> None:
        with engine.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))

    request.addfinalizer(drop)
    return make_url(server).set(database=name).render_as_string(hide_password=False)
