"""Events: what a token waits for, and what it sends."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from SpiffWorkflow.bpmn.specs import defaults as library
from SpiffWorkflow.util.task import TaskState

from app.engine.diagram import Event
from app.engine.errors import EngineError
from app.engine.positions import Message
from app.engine.steps.base import Activity, Step
from app.engine.timers import Cycle, Duration, moment, parse_cycle, parse_duration
from app.engine.tokens import Run, SubRun, Token


class Catching(Step):
    """Waits until its timer is due or its message comes."""

    event_definition: Event
    result: str | None = None

    def _update_hook(self, my_task: Token) -> bool:
        my_task._inherit_data()
        my_task._set_state(TaskState.WAITING)
        event, run = self.event_definition, my_task.workflow.top_workflow
        if event.kind == "timer":
            set_timer(my_task, event)
            if datetime.fromisoformat(my_task.internal_data["due"]) <= run.now:
                self.fire(my_task)
        elif event.kind == "message":
            my_task.internal_data["correlation"] = correlation_of(my_task, event)
        return False

    def fire(self, my_task: Token, payload: Mapping[str, Any] | None = None) -> None:
        """Let the token go on; `payload` is what a message brought."""
        if payload is not None and self.result:
            my_task.data = {**my_task.data, self.result: dict(payload)}
        race = my_task.internal_data.get("race")
        if race is not None:
            self._win(my_task, race)
        my_task._ready()

    def _win(self, my_task: Token, race: str) -> None:
        scope = my_task.workflow
        gateway = my_task.internal_data["gateway"]
        scope.top_workflow.passed.append(scope.spec.flow_ids[gateway, self.name])
        for other in scope.live_tokens():
            if other is not my_task and other.internal_data.get("race") == race:
                other.cancel()


class IntermediateCatchEvent(Catching, library.IntermediateCatchEvent):  # type: ignore[misc]
    """Waits for a timer or a message."""


class ReceiveTask(Catching, Activity, library.ReceiveTask):  # type: ignore[misc]
    """Waits for a message."""


class BoundaryEvent(Catching, library.BoundaryEvent):  # type: ignore[misc]
    """Waits as long as its activity is not done; `internal_data["host"]` is the token of the activity."""

    cancel_activity: bool

    def fire(self, my_task: Token, payload: Mapping[str, Any] | None = None) -> None:
        """Interrupt the activity, or send a token of its own and go on waiting where that can happen again."""
        if self.cancel_activity:
            host = my_task.workflow.tasks[my_task.internal_data["host"]]
            super().fire(my_task, payload)
            host.cancel()
        elif self._waits_on(my_task):
            sent = my_task.parent._add_child(self)
            sent.data = dict(my_task.data)
            super().fire(sent, payload)
        else:
            super().fire(my_task, payload)

    def _waits_on(self, my_task: Token) -> bool:
        if self.event_definition.kind != "timer":
            return True
        return next_cycle(my_task, my_task.workflow.top_workflow.now)


class IntermediateThrowEvent(Step, library.IntermediateThrowEvent):  # type: ignore[misc]
    """Sends a message or an escalation and goes on."""

    def _run_hook(self, my_task: Token) -> bool | None:
        return throw(my_task, self.event_definition)


class SendTask(Activity, library.SendTask):  # type: ignore[misc]
    """Sends a message and goes on."""

    def _run_hook(self, my_task: Token) -> bool | None:
        return throw(my_task, self.event_definition)


class StartEvent(Step, library.StartEvent):  # type: ignore[misc]
    """Where every scope begins."""


class EndEvent(Step, library.EndEvent):  # type: ignore[misc]
    """Takes a token out; may send something first, or end the whole scope."""

    def _run_hook(self, my_task: Token) -> bool | None:
        return throw(my_task, self.event_definition)

    def _on_complete_hook(self, my_task: Token) -> None:
        my_task.workflow.absorb(my_task)
        if self.event_definition.kind == "terminate":
            for token in my_task.workflow.live_tokens():
                token.cancel()


def throw(token: Token, event: Event) -> bool | None:
    """Send what `event` says; None if the token has to stay because nobody catches its error."""
    run: Run = token.workflow.top_workflow
    if event.kind == "message":
        payload = {name: run.engine.evaluate(token, value) for name, value in event.payload}
        run.thrown.append(Message(event.message or "", correlation_of(token, event), payload))
    elif event.kind == "escalation":
        boundary = catcher(token.workflow, "escalation", event.code)
        if boundary is not None:
            boundary.task_spec.fire(_with(boundary, token))
    elif event.kind == "error":
        boundary = catcher(token.workflow, "error", event.code)
        if boundary is None:
            run.uncaught = event.code
            return None
        boundary.task_spec.fire(_with(boundary, token))
    return True


def catcher(scope: "Run | SubRun", kind: str, code: str | None, host: Token | None = None) -> Token | None:
    """Return the boundary event that catches `code`, looking outwards from `scope` (or from the task `host`)."""
    while host is not None or isinstance(scope, SubRun):
        if host is None:
            host = scope.host
        hosts = {host.id, host._parent if "instance" in host.internal_data else host.id}
        fitting = [
            token
            for token in host.workflow.live_tokens()
            if token.state == TaskState.WAITING
            and token.internal_data.get("host") in hosts
            and token.task_spec.event_definition.kind == kind
            and token.task_spec.event_definition.code in (None, code)
        ]
        if fitting:
            exact: Token = min(fitting, key=lambda token: token.task_spec.event_definition.code is None)
            return exact
        scope, host = host.workflow, None
    return None


def _with(boundary: Token, thrower: Token) -> Token:
    """Let the boundary event see the variables of what it catches."""
    boundary.data = {**boundary.data, **thrower.data}
    return boundary


def correlation_of(token: Token, event: Event) -> dict[str, str]:
    """Return the correlation of a message as text, so that numbers and codes compare alike everywhere."""
    engine = token.workflow.top_workflow.engine
    found = {key: engine.evaluate(token, value) for key, value in event.correlation}
    for key, value in found.items():
        if value is None:
            raise EngineError(f"The correlation {key!r} has no value", token.task_spec.bpmn_id)
    return {key: value if isinstance(value, str) else format(value) for key, value in found.items()}


def set_timer(token: Token, event: Event) -> None:
    """Write down when the timer is due, in UTC."""
    run: Run = token.workflow.top_workflow
    when: Any = event.when or ""
    if when.startswith("="):
        when = run.engine.evaluate(token, when)
    try:
        if event.timer == "date":
            due = moment(when)
        elif event.timer == "duration":
            due = parse_duration(_text(when)).after(run.now)
        else:
            cycle = parse_cycle(_text(when), run.now)
            due = cycle.due(1) or run.now
            token.internal_data["cycle"] = {
                "start": cycle.start.isoformat(),
                "months": cycle.every.months,
                "seconds": cycle.every.seconds,
                "times": cycle.times,
                "offset": cycle.offset,
                "index": 1,
            }
    except ValueError as error:
        raise EngineError(f"The timer cannot be set to {when!r}", token.task_spec.bpmn_id) from error
    token.internal_data["due"] = due.isoformat()


def next_cycle(token: Token, now: datetime) -> bool:
    """Set a cycle to its next firing after `now`; tell whether there is one. Missed firings count as one."""
    kept = token.internal_data.get("cycle")
    if kept is None:
        return False
    every = Duration(kept["months"], kept["seconds"])
    cycle = Cycle(datetime.fromisoformat(kept["start"]), every, kept["times"], kept["offset"])
    index = cycle.after(kept["index"], now)
    due = cycle.due(index)
    if due is None:
        return False
    token.internal_data["cycle"] = {**kept, "index": index}
    token.internal_data["due"] = due.isoformat()
    return True


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(value)
    return value
