"""Units of work in tests: what a request, a job or a command would open."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from app.application import TienDo
from app.database import UnitOfWork, unit_of_work
from app.extensions import db

Opener = Callable[[], AbstractContextManager[UnitOfWork]]

_running: list[TienDo] = []


@contextmanager
def of(app: TienDo) -> Iterator[None]:
    """Make `app` the application that `writing()` and `reading()` mean."""
    _running.append(app)
    try:
        yield
    finally:
        _running.remove(app)


@contextmanager
def unit(app: TienDo, *, writes: bool) -> Iterator[UnitOfWork]:
    """Open an application context and one unit of work in it; safe in any thread."""
    with app.app_context(), unit_of_work(db.session, writes=writes) as work:
        yield work


def writing() -> AbstractContextManager[UnitOfWork]:
    """Open a unit of work that writes, for helpers that have no fixture at hand."""
    return unit(_running[-1], writes=True)


def reading() -> AbstractContextManager[UnitOfWork]:
    """Open a unit of work that only reads, on the application under test."""
    return unit(_running[-1], writes=False)


def dispose(app: TienDo) -> None:
    """Close every database connection of `app`."""
    with app.app_context():
        db.engine.dispose()


def rest(app: TienDo) -> None:
    """Close the connections of `app` to a file that will go; those to a server stay for the next test, if at rest."""
    with app.app_context():
        if db.engine.dialect.name == "sqlite" or db.engine.pool.checkedout():
            db.engine.dispose()
