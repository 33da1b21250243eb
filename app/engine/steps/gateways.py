"""Choices, splits and joins."""

from collections.abc import Iterable

from SpiffWorkflow.bpmn.specs import defaults as library
from SpiffWorkflow.bpmn.specs.bpmn_task_spec import _BpmnCondition
from SpiffWorkflow.util.task import TaskState

from app.engine.errors import NoWayOut
from app.engine.merging import merge
from app.engine.steps.base import Step
from app.engine.tokens import Token


class Condition(_BpmnCondition):  # type: ignore[misc]
    """A FEEL condition on a flow; only true is true."""

    def _matches(self, task: Token) -> bool:
        return bool(task.workflow.top_workflow.engine.holds(task, self.args[0]))


class _Choosing(Step):
    """Sends tokens by conditions, tried in the order of the flows in the file."""

    cond_task_specs: list[tuple[Condition | None, str]]

    def _chosen(self, my_task: Token, most: int) -> list[Step]:
        """Return up to `most` steps whose condition holds, or else the default."""
        specs = my_task.workflow.spec.task_specs
        chosen = []
        for condition, name in self.cond_task_specs:
            if condition is not None and condition._matches(my_task):
                chosen.append(specs[name])
                if len(chosen) == most:
                    break
        chosen = chosen or [specs[name] for condition, name in self.cond_task_specs if condition is None]
        if not chosen:
            raise NoWayOut(f"No condition holds at the gateway {self.bpmn_id!r}", self.bpmn_id)
        return chosen


class _Joining(Step):
    """Lets tokens wait for one another and merges their variables."""

    @property
    def joins(self) -> bool:  # type: ignore[override]
        """Whether there is more than one flow to wait for."""
        return len(self._inputs) > 1

    def _arrived(self, my_task: Token) -> dict[str, Token]:
        """Return the first waiting token of each incoming flow, in the order of the flows."""
        waiting: dict[str, Token] = {}
        for token in my_task.workflow.live_tokens():
            if token.task_spec is self and token.state == TaskState.WAITING:
                waiting.setdefault(token.internal_data["from"], token)
        return {name: waiting[name] for name in self._inputs if name in waiting}

    def _join(self, my_task: Token) -> None:
        """Let one token go on for all that arrived."""
        tokens = list(self._arrived(my_task).values())
        survivor = my_task if my_task in tokens else tokens[-1]
        merged, conflicts = merge(_parting(tokens).data, [token.data for token in tokens])
        survivor.data = merged
        run = my_task.workflow.top_workflow
        run.conflicts += [f"{self.bpmn_id}.{name}" for name in conflicts]
        survivor._ready()
        for token in tokens:
            if token is not survivor:
                token._set_state(TaskState.COMPLETED)


def _parting(tokens: list[Token]) -> Token:
    """Return the fork the tokens have in common."""
    common = [token.id for token in tokens[0].above()]
    for other in tokens[1:]:
        theirs = {token.id for token in other.above()}
        common = [identity for identity in common if identity in theirs]
    parting: Token = tokens[0].workflow.tasks[common[0]]
    return parting


class ExclusiveGateway(_Choosing, library.ExclusiveGateway):  # type: ignore[misc]
    """Takes the first flow whose condition holds, or else the default."""

    def _targets(self, my_task: Token) -> Iterable[Step]:
        return self._chosen(my_task, most=1)


class ParallelGateway(_Joining, library.ParallelGateway):  # type: ignore[misc]
    """Waits for one token on every incoming flow; sends one on every outgoing flow."""

    def _update_hook(self, my_task: Token) -> bool:
        my_task._inherit_data()
        if not self.joins:
            return True
        my_task._set_state(TaskState.WAITING)
        if len(self._arrived(my_task)) == len(self._inputs):
            self._join(my_task)
        return False


class InclusiveGateway(_Joining, _Choosing, library.InclusiveGateway):  # type: ignore[misc]
    """Sends a token on every flow whose condition holds; joins those that can still come.

    Whether more can come is asked when nothing else moves (`release`), so the order of steps is no matter.
    """

    def _update_hook(self, my_task: Token) -> bool:
        my_task._inherit_data()
        if self.joins:
            my_task._set_state(TaskState.WAITING)
        return not self.joins

    def _targets(self, my_task: Token) -> Iterable[Step]:
        return self._chosen(my_task, most=len(self.cond_task_specs))

    def release(self, my_task: Token) -> bool:
        """Join if no living token can still reach a flow that has none; tell whether it did."""
        arrived = self._arrived(my_task)
        graph = my_task.workflow.spec
        upstream = {name: graph.upstream(name, self.name) for name in self._inputs}
        for token in my_task.workflow.live_tokens():
            name = token.task_spec.name
            if token.task_spec is self:
                continue
            to_empty = any(name in upstream[source] for source in self._inputs if source not in arrived)
            to_taken = any(name in upstream[source] for source in arrived)
            if to_empty and not to_taken:
                return False
        self._join(my_task)
        return True


class EventGateway(Step, library.EventBasedGateway):  # type: ignore[misc]
    """Lets several events race; the first one wins and the others are withdrawn."""

    def connect(self, taskspec: Step) -> None:
        """Connect without taking the events away from their steps, as the library would."""
        self._outputs.append(taskspec.name)
        taskspec._connect_notify(self)

    def _on_complete(self, my_task: Token) -> None:
        my_task.workflow.top_workflow.note(self.bpmn_id, my_task.workflow)
        racers = [my_task._add_child(target) for target in self.outputs]
        for racer in racers:
            racer.internal_data.update(race=my_task.id, gateway=self.name)
        for racer in racers:
            if racer.is_live:
                racer.task_spec._update(racer)
