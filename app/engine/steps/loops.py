"""Activities that run several times: multi-instance, one after another or all at once, and loops."""

from typing import Any

from SpiffWorkflow.bpmn.specs import defaults as library
from SpiffWorkflow.util.task import TaskState

from app.engine.diagram import Loop
from app.engine.errors import EngineError, EngineLimit
from app.engine.steps.base import Activity
from app.engine.tokens import Token

MAX_INSTANCES = 500


class _Repeating(Activity):
    """Holds one token for all runs; `task_spec` names the step that each run takes."""

    task_spec: str
    loop: Loop

    def _begin(self, my_task: Token, index: int, variables: dict[str, Any]) -> None:
        """Start run `index` (from 0)."""
        spec = my_task.workflow.spec.task_specs[self.task_spec]
        instance = my_task._add_child(spec)
        instance.internal_data["instance"] = index
        instance.data = {**my_task.data, **variables, "loopCounter": index + 1}
        spec._update(instance)

    def _running(self, my_task: Token) -> list[Token]:
        return [child for child in my_task.children if child.is_live]

    def instance_done(self, my_task: Token, instance: Token) -> None:
        """Note the outcome of a run, and start the next or go on."""
        raise NotImplementedError


class MultiInstance(_Repeating):
    """Runs once for each item; what a run leaves behind is its result, and nothing else.

    Items, results and counters are kept in the token; results stand in the order of the items.
    """

    def _update_hook(self, my_task: Token) -> bool:
        my_task._inherit_data()
        items = self._items(my_task)
        my_task.internal_data.update(items=items, results={}, begun=0)
        if not items:
            self._finish(my_task)
            return True
        my_task._set_state(TaskState.STARTED)
        for _ in items if self.loop.kind == "parallel" else items[:1]:
            self._begin_next(my_task)
        return False

    def _items(self, my_task: Token) -> list[Any]:
        engine = my_task.workflow.top_workflow.engine
        if self.loop.collection is not None:
            items = engine.evaluate(my_task, self.loop.collection)
            if not isinstance(items, list):
                raise EngineError(f"{self.loop.collection!r} is no list", self.bpmn_id)
        else:
            text = self.loop.cardinality or ""
            number = engine.evaluate(my_task, text) if text.startswith("=") else int(text)
            if not isinstance(number, (int, float)) and not hasattr(number, "to_integral_value"):
                raise EngineError(f"{text!r} is no number", self.bpmn_id)
            items = [None] * _bounded(int(number), self.bpmn_id)
        _bounded(len(items), self.bpmn_id)
        return items

    def _begin_next(self, my_task: Token) -> None:
        index = my_task.internal_data["begun"]
        my_task.internal_data["begun"] = index + 1
        item = {self.loop.item: my_task.internal_data["items"][index]} if self.loop.item else {}
        self._begin(my_task, index, item)

    def instance_done(self, my_task: Token, instance: Token) -> None:
        """Keep the result; end early if the completion condition holds."""
        kept = my_task.internal_data
        engine = my_task.workflow.top_workflow.engine
        result = engine.evaluate(instance, self.loop.result) if self.loop.result else None
        kept["results"] = {**kept["results"], str(instance.internal_data["instance"]): result}
        done, total = len(kept["results"]), len(kept["items"])
        if done == total or self._is_enough(my_task, done, total):
            for running in self._running(my_task):
                running.cancel()
            self._finish(my_task)
            my_task._ready()
        elif kept["begun"] < total and self.loop.kind == "sequential":
            self._begin_next(my_task)

    def _is_enough(self, my_task: Token, done: int, total: int) -> bool:
        if self.loop.condition is None:
            return False
        seen = {
            "numberOfInstances": total,
            "numberOfCompletedInstances": done,
            "numberOfActiveInstances": len(self._running(my_task)),
            **self._results(my_task),
        }
        return bool(my_task.workflow.top_workflow.engine.holds(my_task, self.loop.condition, seen))

    def _results(self, my_task: Token) -> dict[str, Any]:
        if not self.loop.results:
            return {}
        results = my_task.internal_data["results"]
        return {self.loop.results: [results[index] for index in sorted(results, key=int)]}

    def _finish(self, my_task: Token) -> None:
        my_task.data = {**my_task.data, **self._results(my_task)}
        for name in ("items", "results", "begun"):
            my_task.internal_data.pop(name)


class ParallelMultiInstance(MultiInstance, library.ParallelMultiInstanceTask):  # type: ignore[misc]
    """All runs at once."""


class SequentialMultiInstance(MultiInstance, library.SequentialMultiInstanceTask):  # type: ignore[misc]
    """One run after another."""


class StandardLoop(_Repeating, library.StandardLoopTask):  # type: ignore[misc]
    """Runs while its condition holds; each run sees the variables of the one before."""

    def _update_hook(self, my_task: Token) -> bool:
        my_task._inherit_data()
        if self.loop.test_before and not self._goes_on(my_task, 0):
            return True
        my_task._set_state(TaskState.STARTED)
        self._begin(my_task, 0, {})
        return False

    def instance_done(self, my_task: Token, instance: Token) -> None:
        """Take over the variables; run again while the condition holds."""
        my_task.data = {name: value for name, value in instance.data.items() if name != "loopCounter"}
        done = instance.internal_data["instance"] + 1
        if self._goes_on(my_task, done):
            self._begin(my_task, done, {})
        else:
            my_task._ready()

    def _goes_on(self, my_task: Token, done: int) -> bool:
        if self.loop.maximum is not None and done >= self.loop.maximum:
            return False
        if self.loop.condition is None:
            return True
        return bool(my_task.workflow.top_workflow.engine.holds(my_task, self.loop.condition))


def _bounded(number: int, element: str) -> int:
    if number > MAX_INSTANCES:
        raise EngineLimit(f"{number} instances are more than {MAX_INSTANCES}", element)
    if number < 0:
        raise EngineError(f"{number} instances are impossible", element)
    return number
