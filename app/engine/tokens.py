"""Tokens and the scopes they move in: SpiffWorkflow's task tree, without prediction, logging and recursion.

The library keeps a tree of everything that happened and may happen. Ours holds the living tokens and the
forks they come from, and nothing else (see `pruning`), so that a case stays small however long it loops.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast
from uuid import uuid4

from SpiffWorkflow.bpmn.util.subworkflow import BpmnSubWorkflow
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from app.engine.environment import FeelEngine
from app.engine.errors import EngineLimit
from app.engine.merging import merge

if TYPE_CHECKING:
    from app.engine.building import Graph, Process

LIVE = TaskState.NOT_FINISHED_MASK
MAX_SUB_PROCESSES = 500


class Token(Task):  # type: ignore[misc]
    """A task of the tree. Ids are text; becoming READY puts automatic steps on the agenda."""

    def __init__(self, workflow: Any, task_spec: Any, parent: "Token | None" = None, state: int = TaskState.FUTURE,
                 id: str | None = None) -> None:  # fmt: skip
        self.id = id or uuid4().hex
        self.workflow = workflow
        self._parent = parent.id if parent is not None else None
        self._children: list[str] = []
        self._state = state
        self.triggered = False
        self.task_spec = task_spec
        self.thread_id = 0
        self.data: dict[str, Any] = {}
        self.internal_data: dict[str, Any] = {}
        self.last_state_change = 0.0
        workflow.tasks[self.id] = self
        if parent is not None:
            parent._children.append(self.id)
        if state & LIVE:
            workflow.live += 1

    @property
    def is_live(self) -> bool:
        """Tell whether the token is still in play."""
        return bool(self._state & LIVE)

    def _add_child(self, task_spec: Any, state: int = TaskState.FUTURE) -> "Token":
        return Token(self.workflow, task_spec, self, state)

    def _inherit_data(self) -> None:
        self.data = {**self.parent.data, **self.data}

    def _set_state(self, value: int) -> None:
        before, self._state = self._state, value
        if before & LIVE and not value & LIVE:
            self.workflow.live -= 1
        if value == TaskState.READY and not self.task_spec.manual:
            self.workflow.top_workflow.agenda.append(self)

    def complete(self) -> None:
        """Finish, unless the step itself ended in the token's withdrawal."""
        if self.is_live:
            super().complete()

    def cancel(self) -> None:
        """Withdraw every living token from here down."""
        for token in list(self.below()):
            if token.is_live:
                token._set_state(TaskState.CANCELLED)
                token.task_spec._on_cancel(token)

    def below(self) -> Iterator["Token"]:
        """Yield the token and everything that came of it."""
        pending = [self]
        while pending:
            token = pending.pop()
            yield token
            pending.extend(token.children)

    def above(self) -> Iterator["Token"]:
        """Yield what the token came of, nearest first."""
        token = self.parent
        while token is not None:
            yield token
            token = token.parent


class _Scope:
    """What the process and its sub-processes have in common: a tree of tokens and the variables at its end."""

    tasks: dict[str, Token]
    live: int
    root: Token
    spec: "Graph"
    data: dict[str, Any]
    completed: bool

    def begin(self, variables: Mapping[str, Any]) -> None:
        """Put the first token on the start event."""
        self.root = Token(self, self.spec.start, state=TaskState.COMPLETED)
        self.root.data = dict(variables)
        self.data = dict(variables)
        for first in self.spec.start.outputs:
            first._update(self.root._add_child(first))

    def absorb(self, token: Token) -> None:
        """Fold the variables of a token that reached an end into those of the whole scope."""
        self.data = merge(self.root.data, [self.data, token.data])[0]

    def live_tokens(self) -> list[Token]:
        """Return the tokens still in play, in the order in which they came to be."""
        return [token for token in self.tasks.values() if token.is_live]

    def _task_completed_notify(self, _: Token) -> None:
        if self.live == 0 and not self.completed:
            self.completed = True
            self.finished()

    def finished(self) -> None:
        """Do what follows when the last token is gone."""
        raise NotImplementedError


class Run(_Scope, BpmnWorkflow):  # type: ignore[misc]
    """One step of one case: its tokens, what they may see, and what they left behind."""

    def __init__(self, process: "Process", case: Mapping[str, Any], now: datetime) -> None:
        self.live = 0
        super().__init__(process.graph, process.graphs, FeelEngine(case, now), deserializing=True)
        self.process = process
        self.now = now
        self.case = case
        self.agenda: deque[Token] = deque()
        self.passed: list[str] = []
        self.passed_in: list[str] = []
        self.thrown: list[Any] = []
        self.conflicts: list[str] = []
        self.uncaught: str | None = None
        self.uncaught_at: str | None = None

    @property
    def engine(self) -> FeelEngine:
        """The evaluator of this step."""
        return cast(FeelEngine, self.script_engine)

    def note(self, element: str, scope: _Scope) -> None:
        """Remember that the element or flow of `scope` was passed."""
        self.passed.append(element)
        self.passed_in.append(scope.spec.key)

    def scopes(self) -> list["Run | SubRun"]:
        """Return the process and its running sub-processes, each after the one it lies in."""
        return [self, *self.subprocesses.values()]

    def enter(self, host: Token, graph: str) -> "SubRun":
        """Start the sub-process `graph` inside `host`."""
        if len(self.subprocesses) >= MAX_SUB_PROCESSES:
            raise EngineLimit("Too many sub-processes are running", host.task_spec.bpmn_id)
        inside = SubRun(self.process.graphs[graph], host, self)
        self.subprocesses[host.id] = inside
        inside.begin(host.data)
        return inside

    def leave(self, host: Token) -> None:
        """Withdraw whatever still runs inside `host`."""
        inside = self.subprocesses.pop(host.id, None)
        if inside is not None:
            inside.completed = True
            inside.root.cancel()

    def find(self, task_id: str) -> Token | None:
        """Return the token of that id, wherever it is."""
        for scope in self.scopes():
            if task_id in scope.tasks:
                return scope.tasks[task_id]
        return None

    def finished(self) -> None:
        """The case has come to its end."""


class SubRun(_Scope, BpmnSubWorkflow):  # type: ignore[misc]
    """A running sub-process or called process; `host` is the token it runs in."""

    def __init__(self, graph: "Graph", host: Token, run: Run) -> None:
        self.live = 0
        self.host = host
        super().__init__(graph, host.id, run, deserializing=True)

    @property
    def parent_workflow(self) -> Any:
        """The scope around this one."""
        return self.host.workflow

    def finished(self) -> None:
        """Hand the variables over and let the host go on."""
        self.top_workflow.subprocesses.pop(self.host.id, None)
        self.host.data = dict(self.data)
        self.host._ready()
