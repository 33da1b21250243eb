"""The world of a walk: an application on a temporary database of its own, with one person for each role."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from app import create_app
from app.application import TienDo
from app.clock import LOCAL
from app.database import unit_of_work
from app.extensions import db
from app.organisation.models import Agency, AgencyKind, RoleGrant, Seat, User
from app.organisation.roles import SEAT_ROLES, SYSTEM, Actor, Role
from app.processes.packages import Package
from app.processes.shipped import deploy_all

BEGINNING = datetime(2026, 3, 2, 9, 0, tzinfo=LOCAL)  # a Monday in office hours; from here on time is virtual
_WITHOUT_LOG = b"\x01\x01"  # bytes 18 and 19 of SQLite's format: what is in memory has no write-ahead log
AGENCY, DEPARTMENT, COMMITTEE = "DUONG", "SKHCN", "UBT"


@dataclass(frozen=True)
class World:
    """Where processes are walked: the application, and who acts in it."""

    app: TienDo
    actors: dict[Role, Actor]

    def agency(self) -> Agency:
        """Return the agency that the cases are about, in the open unit of work."""
        return db.session.query(Agency).filter_by(code=AGENCY).one()

    def deploy(self, packages: Sequence[Package]) -> None:
        """Deploy processes; raise Refused."""
        with self.app.app_context(), unit_of_work(db.session):
            deploy_all(packages, actor=SYSTEM, now=BEGINNING)

    def copy(self) -> bytes:
        """Return a copy of the database; between two units of work."""
        with self._connection() as source, closing(sqlite3.connect(":memory:")) as target:
            source.backup(target)
            rows = target.serialize()
        return rows[:18] + _WITHOUT_LOG + rows[20:]

    def put_back(self, rows: bytes) -> None:
        """Make the database what it was when it was copied; between two units of work."""
        with self._connection() as target, closing(sqlite3.connect(":memory:")) as source:
            source.deserialize(rows)
            source.backup(target)

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        with self.app.app_context(), closing(db.engine.raw_connection()) as pooled:
            if not isinstance(pooled.driver_connection, sqlite3.Connection):
                raise TypeError(f"a walk needs SQLite, not {pooled.driver_connection!r}")
            yield pooled.driver_connection


@contextmanager
def world() -> Iterator[World]:
    """Make a world in which no process is deployed yet; nothing of it remains."""
    with TemporaryDirectory(prefix="tiendo-walk-") as name:
        folder = Path(name)
        app = create_app(
            {
                "SQLALCHEMY_DATABASE_URI": f"sqlite:///{folder / 'walk.db'}",
                "STORAGE_DIR": folder / "files",
                "ANCHOR_DIR": folder / "anchor",
                "DEPARTMENT_CODE": DEPARTMENT,
                "PRODUCTION": False,
            }
        )
        with app.app_context():
            db.create_all()
            with unit_of_work(db.session):
                actors = _settle()
        yield World(app, actors)
        with app.app_context():
            db.engine.dispose()


def _settle() -> dict[Role, Actor]:
    founded = date(2025, 7, 1)
    agency = Agency(code=AGENCY, name="Sở Đi đường", kind=AgencyKind.department, valid_from=founded)
    department = Agency(code=DEPARTMENT, name="Sở Khoa học", kind=AgencyKind.department, valid_from=founded)
    committee = Agency(code=COMMITTEE, name="Ủy ban nhân dân tỉnh", kind=AgencyKind.committee, valid_from=founded)
    db.session.add_all([agency, department, committee])
    db.session.flush()  # the seats need its key
    return {role: _person(role, agency) for role in Role}


def _person(role: Role, agency: Agency) -> Actor:
    user = User(name=f"Người đi đường ({role.value})", email=f"{role.value}@walk.example")
    db.session.add(user)
    db.session.flush()  # the seat, or the grant, needs the key
    if role in SEAT_ROLES:
        db.session.add(Seat(agency_id=agency.id, role=role, holder_id=user.id, since=BEGINNING))
        return Actor(user.id, user.name, seats=frozenset({(agency.id, role)}))
    db.session.add(RoleGrant(user_id=user.id, role=role, granted_at=BEGINNING))
    return Actor(user.id, user.name, roles=frozenset({role}))
