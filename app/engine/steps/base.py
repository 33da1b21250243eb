"""What every step does: take a token in, and send it on when done."""

from collections.abc import Iterable
from typing import Any

from SpiffWorkflow.bpmn.specs.bpmn_task_spec import BpmnTaskSpec
from SpiffWorkflow.util.task import TaskState

from app.engine.tokens import Token


class Step(BpmnTaskSpec):  # type: ignore[misc]
    """A step without prediction: the tree holds what happened, never what may happen."""

    joins = False  # whether tokens wait here for one another

    def test(self) -> None:
        """Nothing to test at run time: the diagram was checked before it was deployed."""

    def _predict(self, my_task: Token, *_: Any, **__: Any) -> None:
        """Predict nothing."""

    def _update(self, my_task: Token) -> None:
        if self._update_hook(my_task):
            my_task._ready()

    def _update_hook(self, my_task: Token) -> bool:
        my_task._inherit_data()
        return True

    def _on_ready(self, my_task: Token) -> None:
        """Wait for the agenda, or for a person."""

    def _run(self, my_task: Token) -> bool | None:
        return bool(done) if (done := self._run_hook(my_task)) is not None else None

    def _run_hook(self, my_task: Token) -> bool | None:  # noqa: ARG002 - the library's signature
        return True

    def _on_cancel(self, my_task: Token) -> None:
        """Nothing to clear away."""

    def _on_complete(self, my_task: Token) -> None:
        if "instance" in my_task.internal_data:
            my_task.parent.task_spec.instance_done(my_task.parent, my_task)
            return
        my_task.workflow.top_workflow.note(self.bpmn_id, my_task.workflow)
        self._on_complete_hook(my_task)
        for target in self._targets(my_task):
            self._send(my_task, target)
        my_task.workflow._task_completed_notify(my_task)

    def _on_complete_hook(self, my_task: Token) -> None:
        """Do what belongs to the end of this step."""

    def _targets(self, my_task: Token) -> Iterable["Step"]:  # noqa: ARG002 - for those who choose
        """Return the steps that get a token next."""
        targets: list[Step] = self.outputs
        return targets

    def _send(self, my_task: Token, target: "Step") -> Token:
        """Put a token on `target`."""
        scope = my_task.workflow
        scope.top_workflow.note(scope.spec.flow_ids[self.name, target.name], scope)
        child = my_task._add_child(target)
        if target.joins:
            child.internal_data["from"] = self.name
        target._update(child)
        return child


class Start(Step):
    """The library's start of every scope: holds the first variables and is never run."""


class Gone(Step):
    """Stands for an element that a newer version no longer has, where only its variables still matter."""


class Activity(Step):
    """A step that takes time, and that boundary events may be attached to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.boundary: tuple[str, ...] = ()

    def _update(self, my_task: Token) -> None:
        super()._update(my_task)
        for name in self.boundary:
            if my_task.is_live:
                event = my_task.workflow.spec.task_specs[name]
                armed = my_task.parent._add_child(event)
                armed.internal_data["host"] = my_task.id
                event._update(armed)

    def _on_complete(self, my_task: Token) -> None:
        self._disarm(my_task)
        super()._on_complete(my_task)

    def _on_cancel(self, my_task: Token) -> None:
        self._disarm(my_task)

    def _disarm(self, my_task: Token) -> None:
        if self.boundary:
            for token in my_task.workflow.live_tokens():
                if token.state == TaskState.WAITING and token.internal_data.get("host") == my_task.id:
                    token.cancel()
