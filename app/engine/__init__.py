"""Run processes: the only package that imports SpiffWorkflow.

Values in, values out: no database, no web, no clock of its own. See docs/bpmn-profile.md for the diagrams it
accepts and docs/decisions/010 to 019 for why it is made as it is.
"""

from app.engine.building import Process, forget, load_process
from app.engine.compiled import Compiled, ElementSpec, FlowSpec
from app.engine.compiling import check, compile_process
from app.engine.definitions import outline
from app.engine.diagram import Scope
from app.engine.dmn.tables import check_decisions
from app.engine.environment import evaluate
from app.engine.errors import (
    Deadlocked,
    EngineError,
    EngineLimit,
    ExpressionFailed,
    MigrationRefused,
    NoWayOut,
    RecursiveCall,
    StateRefused,
    TaskNotWaiting,
    UnacceptableValue,
    UncaughtError,
)
from app.engine.findings import Finding, Refused
from app.engine.migrating import MigrationReport, migrate, predict_migration
from app.engine.positions import Message, MessageWait, Position, WaitingService, WaitingTask
from app.engine.retiming import Retimed, RetimedTimer, retime
from app.engine.running import (
    cancel,
    complete,
    deliver,
    finish_service,
    fire_timers,
    look,
    start,
    throw_error,
)

__all__ = [
    "Compiled",
    "Deadlocked",
    "ElementSpec",
    "EngineError",
    "EngineLimit",
    "ExpressionFailed",
    "Finding",
    "FlowSpec",
    "Message",
    "MessageWait",
    "MigrationRefused",
    "MigrationReport",
    "NoWayOut",
    "Position",
    "Process",
    "RecursiveCall",
    "Refused",
    "Retimed",
    "RetimedTimer",
    "Scope",
    "StateRefused",
    "TaskNotWaiting",
    "UnacceptableValue",
    "UncaughtError",
    "WaitingService",
    "WaitingTask",
    "cancel",
    "check",
    "check_decisions",
    "compile_process",
    "complete",
    "deliver",
    "evaluate",
    "finish_service",
    "fire_timers",
    "forget",
    "load_process",
    "look",
    "migrate",
    "outline",
    "predict_migration",
    "retime",
    "start",
    "throw_error",
]
