"""Fixtures every test may ask for; what they do lives in `tests/support/`."""

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import hypothesis
import pytest
from jinja2 import FileSystemBytecodeCache

from app import create_app
from app.application import TienDo
from app.processes import deployed
from tests.support import network, units
from tests.support.clock import NOW, Clock
from tests.support.databases import Database, database_of, drop_own
from tests.support.pages import Visitor
from tests.support.people import People, settle
from tests.support.run_folder import close_run, open_run, templates_of_run

DATABASES = ("sqlite", "postgresql")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=(*DATABASES, "both"), default="both", help="run database tests on this")


def pytest_configure(config: pytest.Config) -> None:
    open_run(config)
    # A machine that stands still for a moment is no fault of an example (decision 204).
    hypothesis.settings.register_profile(
        "patient", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
    )
    hypothesis.settings.load_profile("patient")
    # Each application compiles its templates anew; the run's folder remembers them.
    TienDo.jinja_options = {**TienDo.jinja_options, "bytecode_cache": FileSystemBytecodeCache(templates_of_run())}


@pytest.hookimpl(trylast=True)  # when they have been shuffled
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the modules that hold slow tests first: one that begins last keeps a single worker busy."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


def pytest_collection_finish() -> None:
    """Take what will stay anyway, all modules and tests, out of the garbage collector's rounds."""
    gc.freeze()


def pytest_sessionfinish() -> None:
    drop_own()


def pytest_unconfigure(config: pytest.Config) -> None:
    close_run(config)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test marked `database` once on each database; an unmarked one gets SQLite."""
    if metafunc.definition.get_closest_marker("database"):
        if "database" not in metafunc.fixturenames:
            raise pytest.UsageError(f"{metafunc.definition.nodeid} is marked `database` but asks for none")
        chosen = metafunc.config.getoption("--database")
        metafunc.parametrize("database", DATABASES if chosen == "both" else (chosen,), indirect=True)


@pytest.fixture(autouse=True)
def _network() -> Iterator[None]:
    """Nothing leaves this process except to a server that a test owns."""
    with network.blocked():
        yield


@pytest.fixture
def clock() -> Iterator[Clock]:
    """The clock of this process, stopped on 2026-11-20 at 09:00 in Viet Nam: `clock.pass_time(days=3)`."""
    with Clock() as clock:
        yield clock


@pytest.fixture
def now(clock: Clock) -> datetime:
    """The frozen present, to be handed over as an argument."""
    return NOW


@pytest.fixture
def later(now: datetime) -> Callable[..., datetime]:
    """Return a function from a timedelta's words to the instant that long after `now`: `later(days=3)`."""
    return lambda **duration: now + timedelta(**duration)


@pytest.fixture
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """An empty database with all tables; SQLite unless the test is marked `database`."""
    database = database_of(getattr(request, "param", "sqlite"), name=f"own-{os.getpid()}")  # see `app`
    database.open()
    yield database
    database.close()


@pytest.fixture
def folder() -> Iterator[Path]:
    """An empty folder of this test's own, on a memory disk where there is one."""
    folder = Path(os.environ["TIENDO_TEST_RUN"]) / f"folder-{os.getpid()}"  # see `app`
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def settings(database: Database, folder: Path) -> dict[str, object]:
    """What the application under test is configured with."""
    return {
        "TESTING": True,
        "SECRET_KEY": "a key for tests only",
        "SQLALCHEMY_DATABASE_URI": database.url,
        "STORAGE_DIR": folder / "files",
        "ANCHOR_DIR": folder / "anchor",
        "MAIL_URL": "smtp://127.0.0.1:9",
        "MAIL_FROM": "Tiến Độ <nhac-viec@tiendo.example>",
        "PUBLIC_URL": "http://localhost",
        "PRODUCTION": False,
        "ARGON2": {"time_cost": 1, "memory_cost": 8, "parallelism": 1},  # as `people.password_hash`: cheap
    }


@pytest.fixture
def app(settings: dict[str, object], clock: Clock) -> Iterator[TienDo]:
    """The application on a fresh database, its clock stopped.

    Putting it together takes as long as most tests, so the next test with the same settings has the same one; what it
    remembers of the database is forgotten. Whoever adds to it asks for `fresh_app`.
    """
    app = _application(settings)
    config = dict(app.config)
    deployed.init_app(app)
    with units.of(app):
        yield app
    units.rest(app)
    app.config.clear()
    app.config.update(config)


@pytest.fixture
def fresh_app(settings: dict[str, object], clock: Clock) -> Iterator[TienDo]:
    """An application that no other test will see, for one that adds routes to it or takes some away."""
    app = create_app(settings)
    with units.of(app):
        yield app
    units.dispose(app)


_applications: dict[str, TienDo] = {}


def _application(settings: dict[str, object]) -> TienDo:
    key = repr(sorted(settings.items()))
    if key not in _applications:
        _applications[key] = create_app(settings)
    return _applications[key]


@pytest.fixture
def writing(app: TienDo) -> units.Opener:
    """Open a unit of work that writes: `with writing(): …`; commits at the end."""
    return lambda: units.unit(app, writes=True)


@pytest.fixture
def reading(app: TienDo) -> units.Opener:
    """Open a unit of work that only reads: `with reading(): …`."""
    return lambda: units.unit(app, writes=False)


@pytest.fixture
def people(app: TienDo) -> People:
    """The named people of the stories, their agencies and seats, in the database."""
    with units.unit(app, writes=True):
        return settle()


@pytest.fixture
def visit(app: TienDo) -> Callable[..., Visitor]:
    """Return a visitor with cookies of their own: `visit(people.head)`, or `visit()` for a stranger."""
    return lambda person=None: Visitor(app, person)


@pytest.fixture
def page(visit: Callable[..., Visitor]) -> Callable[..., object]:
    """Endpoint in, parsed and checked page out: `page("tasks.inbox", as_=people.focal_point)`."""
    return lambda endpoint, as_=None, **values: visit(as_).page(endpoint, **values)


@pytest.fixture
def client(app: TienDo):
    """A bare test client, for the API and for what must be refused."""
    return app.test_client()
