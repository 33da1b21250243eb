"""What stood before a date was moved, kept so that the move can be taken back while nothing has followed."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from app.cases import hooks
from app.cases.errors import MoveNotFound, SomethingFollowed
from app.cases.models import NO_DUE_DATE, Case, DateMove, UserTask
from app.extensions import db
from app.organisation.roles import Actor

_INSTANTS = ("remind_by", "due_at", "overdue_after", "moved_at")


@dataclass(frozen=True)
class Moments:
    """The dates of a case or a task at one time, and since when a person has set them.

    `last_day` and `reading` are what a case's moments are worked out from; a task keeps none.
    """

    remind_by: datetime | None
    due_at: datetime | None
    overdue_after: datetime | None
    moved_at: datetime | None
    last_day: date | None = None
    reading: str | None = None

    @classmethod
    def of(cls, row: Case | UserTask) -> "Moments":
        """Return those of a row."""
        values = {field: getattr(row, field) for field in _INSTANTS}
        if isinstance(row, Case):
            values |= {"last_day": row.last_day, "reading": row.reading}
        return cls(**values)

    @classmethod
    def read(cls, kept: Mapping[str, str | None]) -> "Moments":
        """Return those that were kept as text."""
        values: dict[str, Any] = {
            field: datetime.fromisoformat(text) if (text := kept[field]) else None for field in _INSTANTS
        }
        last_day = kept["last_day"]
        values |= {"last_day": date.fromisoformat(last_day) if last_day else None, "reading": kept["reading"]}
        return cls(**values)

    @property
    def kept(self) -> dict[str, str | None]:
        """The moments as text."""
        return {
            name: value.isoformat() if isinstance(value, date) else value  # a datetime is a date too
            for name, value in asdict(self).items()
        }

    def restore(self, row: Case | UserTask) -> None:
        """Write them into a row."""
        for field in _INSTANTS:
            setattr(row, field, getattr(self, field))
        if isinstance(row, UserTask):
            row.due_order = row.due_at or NO_DUE_DATE
        else:
            row.last_day, row.reading = self.last_day, self.reading or "later"


@dataclass(frozen=True)
class Before:
    """How a case and those of its tasks that are about to move stood."""

    case: Moments
    tasks: Mapping[int, Moments]

    def moments(self, task: UserTask) -> Moments:
        """Return how the task stood."""
        return self.tasks[task.id]


def noted(case: Case, tasks: Iterable[UserTask]) -> Before:
    """Note how the case and its tasks stand now."""
    return Before(Moments.of(case), {task.id: Moments.of(task) for task in tasks})


def keep(
    case: Case, task: UserTask | None, before: Before, tasks: Sequence[UserTask], actor: Actor, now: datetime
) -> DateMove:
    """Store a move; what it changed is known again by the versions that the rows have now."""
    content = {
        "case": before.case.kept,
        "case_version": case.version,
        "tasks": [{**before.moments(one).kept, "id": one.id, "version": one.version} for one in tasks],
    }
    values = {"moved_at": now, "moved_by_id": actor.id, "before": json.dumps(content)}
    move = DateMove(case_id=case.id, task_id=task and task.id, **values)
    db.session.add(move)
    db.session.flush()  # who acts on many keeps its key
    return move


def find(move_id: int, case: Case) -> DateMove:
    """Return the move of one of the case's dates; raise MoveNotFound."""
    move = db.session.get(DateMove, move_id, populate_existing=True)
    if move is None or move.case_id != case.id:
        raise MoveNotFound
    return move


def last_move(case_id: int) -> DateMove | None:
    """Return the case's latest move that holds, if its dates were ever moved by hand."""
    held = select(DateMove).where(DateMove.case_id == case_id, DateMove.taken_back_at.is_(None))
    return db.session.scalar(held.order_by(DateMove.id.desc()).limit(1))


def require_untouched(move: DateMove, case: Case, open_tasks: Iterable[UserTask]) -> list[UserTask]:
    """Return the tasks that moved; raise SomethingFollowed when case or tasks have changed since, or mails went out.

    What the system moved for somebody, such as an extension that was granted, is not taken back: they were told.
    """
    content, by_id = json.loads(move.before), {task.id: task for task in open_tasks}
    moved = [(by_id.get(row["id"]), row["version"]) for row in content["tasks"]]
    tasks = [task for task, version in moved if task is not None and task.version == version]
    is_same = len(tasks) == len(moved) and (move.task_id is not None or case.version == content["case_version"])
    is_over = move.taken_back_at is not None or move.moved_by_id is None
    if is_over or not is_same or _has_led_on(tasks, move.moved_at):
        raise SomethingFollowed
    return tasks


def can_be_taken_back(move: DateMove, case: Case, open_tasks: Iterable[UserTask]) -> bool:
    """Whether nothing has followed the move yet."""
    try:
        require_untouched(move, case, open_tasks)
    except SomethingFollowed:
        return False
    return True


def restore(move: DateMove, case: Case, tasks: Iterable[UserTask]) -> None:
    """Write back what stood before the move."""
    content: dict[str, Any] = json.loads(move.before)
    kept = {row["id"]: Moments.read(row) for row in content["tasks"]}
    for task in tasks:
        kept[task.id].restore(task)
        task.version += 1
    if move.task_id is None:
        Moments.read(content["case"]).restore(case)


def _has_led_on(tasks: Sequence[UserTask], since: datetime) -> bool:
    ids = [task.id for task in tasks]
    return any(listener(ids, since) for listener in hooks.date_followed)
