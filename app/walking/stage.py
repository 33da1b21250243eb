"""How the steps of a walk are done: all in memory, or each saved and everything read again."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import or_, select

from app import engine
from app.cases import hooks, jobs
from app.cases.incidents import root_cause
from app.cases.models import Case, Incident, Job, JobStatus
from app.database import UnitOfWork, unit_of_work
from app.engine import Position
from app.extensions import db
from app.processes import deployed
from app.walking.world import BEGINNING, World

Result = TypeVar("Result")
Command = Callable[[datetime], Result]
Memory = tuple[datetime, dict[int, list[Position]]]

PAUSE = timedelta(minutes=1)


class WentWrong(Exception):
    """A job failed or an incident was opened on the way; the text is its cause."""


class Stage(ABC):
    """One walk: carries out commands, one virtual minute apart, and watches where the cases get to."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.now = BEGINNING
        self.positions: dict[int, list[Position]] = {}

    def act(self, command: Command[Result]) -> Result:
        """Carry out a command as a person's request would, then whatever became due by it; raise WentWrong."""
        self.now += PAUSE
        return self._carry_out(command)

    def wait_until(self, moment: datetime) -> None:
        """Let time pass."""
        self.now = max(self.now, moment)

    def note(self, case: Case, position: Position, _now: datetime) -> None:
        """Remember where a case got to, for `app.cases.hooks.case_moved`."""
        self.positions.setdefault(case.id, []).append(position)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Try something: what happens inside is undone at its end."""
        kept = self._remember()
        try:
            with self._undone():
                yield
        finally:
            self._recall(kept)

    def _remember(self) -> Memory:
        return self.now, {case: list(passed) for case, passed in self.positions.items()}

    def _recall(self, kept: Memory) -> None:
        self.now = kept[0]
        self.positions = {case: list(passed) for case, passed in kept[1].items()}

    @abstractmethod
    def _carry_out(self, command: Command[Result]) -> Result: ...

    @abstractmethod
    def _undone(self) -> AbstractContextManager[None]:
        """Undo at the end what was written to the database."""

    @abstractmethod
    def looking(self) -> AbstractContextManager[None]:
        """Open what is needed to look at the database between two commands."""


class InMemory(Stage):
    """Every step goes on with what the one before left in memory; nothing is ever committed."""

    def _carry_out(self, command: Command[Result]) -> Result:
        return _do(command, self.now)

    @contextmanager
    def _undone(self) -> Iterator[None]:
        savepoint = db.session.begin_nested()
        try:
            yield
        finally:
            savepoint.rollback()

    @contextmanager
    def looking(self) -> Iterator[None]:
        """Look: the unit of work is open all the time."""
        yield


class Saved(Stage):
    """Every step is saved, and the next one begins with what is read again."""

    def _carry_out(self, command: Command[Result]) -> Result:
        self._forget()
        with self.world.app.app_context():
            with unit_of_work(db.session):
                result = command(self.now)
            jobs.run_due(lambda: self.now)
            with unit_of_work(db.session, writes=False):
                _refuse_failures()
        return result

    @contextmanager
    def _undone(self) -> Iterator[None]:
        rows = self.world.copy()
        try:
            yield
        finally:
            self.world.put_back(rows)

    @contextmanager
    def looking(self) -> Iterator[None]:
        """Look at what was saved."""
        with self.world.app.app_context(), unit_of_work(db.session, writes=False):
            yield

    def _forget(self) -> None:
        deployed.init_app(self.world.app)
        engine.forget()


class Trying(Saved):
    """Every step is saved, so that many things can be tried from the same moment; nothing is read anew in vain."""

    def _carry_out(self, command: Command[Result]) -> Result:
        with self.world.app.app_context(), unit_of_work(db.session) as work:
            result = _do(command, self.now)
            work.afterwards.clear()  # the jobs are done
        return result

    def checkpoint(self) -> Callable[[], None]:
        """Keep this moment, and return how to get back to it."""
        kept, rows = self._remember(), self.world.copy()

        def go_back() -> None:
            self.world.put_back(rows)
            self._recall(kept)

        return go_back


@contextmanager
def in_memory(world: World) -> Iterator[Stage]:
    """Open a stage on which everything stays in memory, and is gone afterwards."""
    stage = InMemory(world)
    with watched(stage), world.app.app_context(), unit_of_work(db.session) as work:
        try:
            yield stage
        finally:
            _give_up(work)


@contextmanager
def saved(world: World) -> Iterator[Stage]:
    """Open a stage on which every step is saved and read again."""
    stage = Saved(world)
    with watched(stage):
        yield stage


@contextmanager
def trying(world: World) -> Iterator[Trying]:
    """Open a stage for trying things out; nothing of it remains."""
    stage = Trying(world)
    with watched(stage), stage.aside():
        yield stage


@contextmanager
def watched(stage: Stage) -> Iterator[None]:
    """Let the stage see every move of a case."""
    hooks.case_moved.append(stage.note)
    try:
        yield
    finally:
        hooks.case_moved.remove(stage.note)


def _do(command: Command[Result], now: datetime) -> Result:
    """Carry out the command and the jobs that are due, all in the open unit of work."""
    result = command(now)
    while (row := _next_job(now)) is not None:
        try:
            jobs.perform(row, now)
        except Exception as error:
            raise WentWrong(root_cause(error)) from error
    db.session.flush()  # incidents are looked for in the database
    _refuse_failures()
    return result


def _give_up(work: UnitOfWork) -> None:
    work.discard()
    work.otherwise.clear()  # would note failures on cases that are gone


def _next_job(now: datetime) -> Job | None:
    return db.session.scalar(
        select(Job).where(Job.status == JobStatus.ready, Job.due_at <= now).order_by(Job.due_at, Job.id).limit(1)
    )


def _refuse_failures() -> None:
    cause = db.session.scalar(select(Incident.cause).where(Incident.resolved_at.is_(None)).limit(1))
    failed = select(Job.last_error).where(or_(Job.last_error.is_not(None), Job.status == JobStatus.failed)).limit(1)
    if cause or (cause := db.session.scalar(failed)):
        raise WentWrong(cause)
