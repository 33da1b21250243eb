"""Events: what a token waits for, and what it sends."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from SpiffWorkflow.bpmn.specs import defaults as library
from SpiffWorkflow.util.task import TaskState

from app.engine.diagram import Event
from app.engine.steps.base import Activity, Step
from app.engine.steps.clockwork import next_cycle, set_timer
from app.engine.steps.throwing import correlation_of, throw
from app.engine.tokens import Token


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
        scope.top_workflow.note(scope.spec.flow_ids[gateway, self.name], scope)
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
