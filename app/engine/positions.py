"""Where a case stands after a step: the values that cross the engine's border."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

Status = Literal["running", "completed", "cancelled"]


@dataclass(frozen=True)
class WaitingTask:
    """A piece of human work that can be done now.

    `loop` is the 1-based number of the instance of a multi-instance task, else None; `process` the key of the
    process that the element stands in: the case's own, or one it calls; `within` the sub-processes and call
    activities around it, outermost first.
    """

    id: str
    element: str
    loop: int | None
    variables: dict[str, Any]
    process: str
    within: tuple[str, ...] = ()


@dataclass(frozen=True)
class WaitingService:
    """A service task whose handler has to be called; answer with `finish_service` or `throw_error`.

    `within` are the sub-processes and call activities around it, outermost first.
    """

    id: str
    element: str
    handler: str
    variables: dict[str, Any]
    loop: int | None = None
    within: tuple[str, ...] = ()


@dataclass(frozen=True)
class Message:
    """A message between cases; it reaches waits of that name whose correlation it matches."""

    name: str
    correlation: Mapping[str, str] = field(default_factory=dict)
    payload: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class MessageWait:
    """A message the case waits for; every key of `correlation` must be equal in the message."""

    name: str
    correlation: Mapping[str, str]
    element: str = ""


@dataclass(frozen=True)
class Position:
    """The state of a case and what has to happen next.

    `state` is opaque text, to be stored as text (never as sorted JSON). `next_due` is the earliest timer in
    UTC. `thrown`, `passed`, `uncaught_error` and `conflicts` speak of this step only: messages sent, ids of
    elements finished and flows taken in order, the code of a BPMN error nobody catches (the token stays where
    it is, at the end event `uncaught_at`), and "join.variable" for variables that parallel branches changed
    differently. `passed_in` names, for each of `passed`, the process it stands in: the case's own, or one it calls.
    `rests_at` are the events where the case waits for time or for a message, boundary events apart: the sub-processes
    and call activities around each, outermost first, then its own id.
    """

    state: str
    status: Status
    next_due: datetime | None
    tasks: tuple[WaitingTask, ...]
    services: tuple[WaitingService, ...]
    thrown: tuple[Message, ...]
    waits: tuple[MessageWait, ...]
    passed: tuple[str, ...]
    uncaught_error: str | None
    variables: dict[str, Any]
    conflicts: tuple[str, ...] = ()
    uncaught_at: str | None = None
    passed_in: tuple[str, ...] = ()
    rests_at: tuple[tuple[str, ...], ...] = ()
