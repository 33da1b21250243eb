"""One case on its way: where it stands, what can happen next, and doing one of these things."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, TypeVar

from sqlalchemy import select

from app.cases import timers
from app.cases.completing import complete_task
from app.cases.forms import form_of
from app.cases.models import Case, TaskStatus, UserTask
from app.cases.position import running
from app.cases.snapshot import form_context
from app.engine import Position
from app.extensions import db
from app.forms import sample
from app.organisation.roles import SEAT_ROLES, Actor
from app.walking.attaching import with_a_file
from app.walking.scenes import Scene, scene_of
from app.walking.stage import Stage, WentWrong

Found = TypeVar("Found")

Inside = tuple[str, str]
"""An element, or a flow: the key of the process it stands in, and its id."""

Place = tuple[str, tuple[tuple[str, str, str], ...], tuple[str, ...], bool, str]
"""Where a case stands: its status, the tasks and messages it waits for, whether a timer runs; its variables or ""."""


@dataclass(frozen=True)
class Move:
    """Something that can happen to a case; `entries` is what a person files, as JSON, `process` whose task it is."""

    kind: Literal["complete", "receive", "wait"]
    element: str = ""
    entries: str = ""
    process: str = ""


class Journey:
    """A case that has begun on a stage."""

    def __init__(self, stage: Stage, scene: Scene) -> None:
        self.stage = stage
        self.scene = scene
        self.case_id = scene.begin(stage)

    @property
    def position(self) -> Position:
        """Where the engine last said that the case stands."""
        return self.stage.positions[self.case_id][-1]

    @property
    def has_ended(self) -> bool:
        """Whether the case came to an end."""
        return self.position.status != "running"

    @property
    def passed(self) -> tuple[Inside, ...]:
        """The elements and flows that the case passed so far, in order."""
        positions = self.stage.positions[self.case_id]
        return tuple(inside for at in positions for inside in zip(at.passed_in, at.passed, strict=True))

    def place(self, *, with_variables: bool = False) -> Place:
        """Return where the case stands."""
        at = self.position
        return (
            at.status,
            tuple(sorted((task.process, task.element, " ".join(task.within)) for task in at.tasks)),
            tuple(sorted(wait.element for wait in at.waits)),
            at.next_due is not None,
            _text(at.variables) if with_variables else "",
        )

    def moves(self) -> list[Move]:
        """Return what can happen next: each task with every choice that matters, each message, the next timer."""
        if self.has_ended:
            return []
        _, tasks, waits, has_timer, _ = self.place()
        found = [move for process, element, _ in dict.fromkeys(tasks) for move in self._completions(process, element)]
        found += [Move("receive", element) for element in dict.fromkeys(waits)]
        return found + [Move("wait")] * has_timer

    def take(self, move: Move) -> None:
        """Let it happen. Raises WentWrong, and whatever the command raises."""
        if move.kind == "complete":
            self._complete(move)
        elif move.kind == "receive":
            waits = (wait for wait in self.position.waits if wait.element == move.element)
            self.scene.receive(self.stage, self.case_id, _first(waits, move))
        else:
            self.stage.wait_until(_first((moment for moment in [self.position.next_due] if moment), move))
            self.stage.act(lambda now: timers.fire(self.case_id, now))

    def _complete(self, move: Move) -> None:
        with self.stage.looking():
            task = self._task(move)
            task_id, actor = task.id, self._worker(task)

        def file(now: datetime) -> int:
            entries = with_a_file(json.loads(move.entries), self.case_id, now)
            return complete_task(task_id, entries, actor=actor, now=now)[0].id

        self.stage.act(file)

    def _completions(self, process: str, element: str) -> list[Move]:
        """Return one completion for each set of variables that the form can put on the token."""
        with self.stage.looking():
            task = self._task(Move("complete", element, process=process))
            at = running(db.session.get_one(Case, self.case_id))
            form = form_of(task)
            if form is None:
                return [Move("complete", element, "{}", process)]
            found: dict[str, str] = {}
            answers = self._answers(process)
            for data in sample(form, context=form_context(task.case), choose=lambda path, _field: answers.get(path)):
                found.setdefault(_text(at.routing(data)), _text(data))
            return [Move("complete", element, entries, process) for entries in found.values()]

    def _answers(self, process: str) -> Mapping[str, Any]:
        """Return what the forms of a process say: a called one brings its own, the case's scene may say otherwise."""
        return {**scene_of(process).answers, **self.scene.answers}

    def _task(self, move: Move) -> UserTask:
        at = (task.id for task in self.position.tasks if (task.process, task.element) == (move.process, move.element))
        query = select(UserTask).where(
            UserTask.case_id == self.case_id,
            UserTask.engine_id == _first(at, move),
            UserTask.status == TaskStatus.open,
        )
        return db.session.scalars(query).one()

    def _worker(self, task: UserTask) -> Actor:
        """Return somebody whose task it is."""
        if task.role in SEAT_ROLES and task.agency_id is not None:
            return Actor(self.stage.world.actors[task.role].id, "", seats=frozenset({(task.agency_id, task.role)}))
        if task.role is None:
            raise LookupError(f"the task {task.element!r} is nobody's")
        return self.stage.world.actors[task.role]


def _first(found: Iterator[Found], move: Move) -> Found:
    """Return the first, or raise WentWrong: what was possible at this place is not, having come another way."""
    one = next(found, None)
    if one is None:
        raise WentWrong(f"{move.element or 'the timer'} is not waited for, though it was at the same place before")
    return one


def _text(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, default=str)
