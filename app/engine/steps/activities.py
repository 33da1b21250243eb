"""Tasks, sub-processes and calls."""

from SpiffWorkflow.bpmn.specs import defaults as library
from SpiffWorkflow.util.task import TaskState

from app.engine.dmn.decision import Decision
from app.engine.errors import EngineError
from app.engine.steps.base import Activity
from app.engine.tokens import Token


class UserTask(Activity, library.UserTask):  # type: ignore[misc]
    """Waits for a person with a form."""


class ManualTask(Activity, library.ManualTask):  # type: ignore[misc]
    """Waits for a person to say that it is done."""


class ServiceTask(Activity, library.ServiceTask):  # type: ignore[misc]
    """Waits for the application to call its handler."""

    handler: str = ""

    def _run_hook(self, my_task: Token) -> None:  # noqa: ARG002 - the library's signature
        return None  # STARTED: the library's word for work that goes on elsewhere


class BusinessRuleTask(Activity, library.ServiceTask):  # type: ignore[misc]
    """Evaluates a decision into a variable."""

    decision: Decision
    result: str = ""

    def _run_hook(self, my_task: Token) -> bool:
        run = my_task.workflow.top_workflow
        try:
            outcome = self.decision.decide({**my_task.data, "case": run.case}, run.now)
        except EngineError as error:
            error.element = self.bpmn_id
            raise
        my_task.data = {**my_task.data, self.result: outcome}
        return True


class SubProcess(Activity, library.SubWorkflowTask):  # type: ignore[misc]
    """Runs a graph of its own inside."""

    def _update_hook(self, my_task: Token) -> bool:
        my_task._inherit_data()
        my_task._set_state(TaskState.STARTED)
        my_task.workflow.top_workflow.enter(my_task, self.spec)
        return False

    def _on_cancel(self, my_task: Token) -> None:
        super()._on_cancel(my_task)
        my_task.workflow.top_workflow.leave(my_task)


class CallActivity(SubProcess, library.CallActivity):  # type: ignore[misc]
    """Runs another process; its variables come back when it ends."""
