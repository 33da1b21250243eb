"""One case on its way: where it stands, what can happen next, and doing one of these things."""

import json
from dataclasses import dataclass
from typing import Literal

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
from app.forms.fields import Field
from app.organisation.roles import SEAT_ROLES, Actor
from app.walking.scenes import Scene
from app.walking.stage import Stage

Place = tuple[str, tuple[str, ...], tuple[str, ...], bool, str]
"""Where a case stands: its status, the tasks and messages it waits for, whether a timer runs; its variables or ""."""


@dataclass(frozen=True)
class Move:
    """Something that can happen to a case; `entries` is what a person files, as JSON."""

    kind: Literal["complete", "receive", "wait"]
    element: str = ""
    entries: str = ""


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
    def passed(self) -> tuple[str, ...]:
        """The elements and flows that the case passed so far, in order."""
        return tuple(element for position in self.stage.positions[self.case_id] for element in position.passed)

    def place(self, *, with_variables: bool = False) -> Place:
        """Return where the case stands."""
        at = self.position
        return (
            at.status,
            tuple(sorted(task.element for task in at.tasks)),
            tuple(sorted(wait.element for wait in at.waits)),
            at.next_due is not None,
            _text(at.variables) if with_variables else "",
        )

    def moves(self) -> list[Move]:
        """Return what can happen next: each task with every choice that matters, each message, the next timer."""
        if self.has_ended:
            return []
        _, tasks, waits, has_timer, _ = self.place()
        found = [move for element in dict.fromkeys(tasks) for move in self._completions(element)]
        found += [Move("receive", element) for element in dict.fromkeys(waits)]
        return found + [Move("wait")] * has_timer

    def take(self, move: Move) -> None:
        """Let it happen. Raises WentWrong, and whatever the command raises."""
        if move.kind == "complete":
            self._complete(move)
        elif move.kind == "receive":
            wait = next(wait for wait in self.position.waits if wait.element == move.element)
            self.scene.receive(self.stage, self.case_id, wait)
        elif self.position.next_due is not None:
            self.stage.wait_until(self.position.next_due)
            self.stage.act(lambda now: timers.fire(self.case_id, now))

    def _complete(self, move: Move) -> None:
        with self.stage.looking():
            task = self._task(move.element)
            task_id, actor = task.id, self._worker(task)
        self.stage.act(lambda now: complete_task(task_id, json.loads(move.entries), actor=actor, now=now)[0].id)

    def _completions(self, element: str) -> list[Move]:
        """Return one completion for each set of variables that the form can put on the token."""
        with self.stage.looking():
            task = self._task(element)
            at = running(db.session.get_one(Case, self.case_id))
            form = form_of(task)
            if form is None:
                return [Move("complete", element, "{}")]
            found: dict[str, str] = {}
            for data in sample(form, context=form_context(task.case), choose=self._choose):
                found.setdefault(_text(at.routing(data)), _text(data))
            return [Move("complete", element, entries) for entries in found.values()]

    def _choose(self, path: str, _field: Field) -> object:
        return self.scene.answers.get(path)

    def _task(self, element: str) -> UserTask:
        query = select(UserTask).where(
            UserTask.case_id == self.case_id, UserTask.element == element, UserTask.status == TaskStatus.open
        )
        return db.session.scalars(query.order_by(UserTask.id).limit(1)).one()

    def _worker(self, task: UserTask) -> Actor:
        """Return somebody whose task it is."""
        if task.role in SEAT_ROLES and task.agency_id is not None:
            return Actor(self.stage.world.actors[task.role].id, "", seats=frozenset({(task.agency_id, task.role)}))
        if task.role is None:
            raise LookupError(f"the task {task.element!r} is nobody's")
        return self.stage.world.actors[task.role]


def _text(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, default=str)
