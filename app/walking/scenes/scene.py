"""What a scene is, and the plain one: a case that begins by itself and receives its messages as they are."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.cases.delivery import deliver
from app.cases.starting import NewCase, start_case
from app.engine import Message, MessageWait
from app.organisation.roles import SYSTEM
from app.walking.stage import Stage

Begin = Callable[[Stage], int]
Receive = Callable[[Stage, int, MessageWait], None]


@dataclass(frozen=True)
class Scene:
    """How a case begins (`begin` returns its id) and messages reach it; `answers` are entries of forms, by field."""

    begin: Begin
    receive: Receive
    answers: Mapping[str, Any] = field(default_factory=dict)


def plain(key: str) -> Scene:
    """Return the scene of a process that needs nothing from outside."""
    return Scene(starter(key), deliver_it)


def starter(key: str) -> Begin:
    """Return a beginning that starts a case of the process `key` for the walk's agency."""

    def begin(stage: Stage) -> int:
        return stage.act(
            lambda now: start_case(NewCase(key, stage.world.agency(), "Đi thử"), actor=SYSTEM, now=now)[0].id
        )

    return begin


def deliver_it(stage: Stage, _case_id: int, wait: MessageWait) -> None:
    """Deliver the message that the case waits for, with nothing in it."""
    stage.act(lambda now: deliver(Message(wait.name, wait.correlation), now=now))
