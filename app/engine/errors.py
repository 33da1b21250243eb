"""What can go wrong while a case runs. After any of these the position is unchanged: nothing was saved."""


class EngineError(Exception):
    """A step that could not be finished; `element` is the id of the element where it stopped, if known."""

    def __init__(self, message: str, element: str | None = None) -> None:
        super().__init__(message)
        self.element = element


class TaskNotWaiting(EngineError):
    """The task is not there to be completed: somebody did it already, or it was withdrawn."""


class UncaughtError(EngineError):
    """A BPMN error was raised by a handler and no boundary event catches its code."""

    def __init__(self, code: str, element: str | None = None) -> None:
        super().__init__(f"No boundary event catches the error {code!r}", element)
        self.code = code


class EngineLimit(EngineError):
    """The step was cut short: too many steps, too long, too deep or too large. Usually an endless loop."""


class ExpressionFailed(EngineError):
    """A FEEL expression could not be evaluated with the values of this case; the cause says why."""


class NoWayOut(EngineError):
    """No condition of a gateway holds and it has no default flow."""


class Deadlocked(EngineError):
    """Tokens wait for one another at joins, and nobody is left to move."""


class StateRefused(EngineError):
    """A stored state that this engine must not load: unknown version, or another process."""


class UnacceptableValue(EngineError):
    """A variable that cannot be kept: a reserved or unusable name, or a value that is not plain data."""


class RecursiveCall(EngineError):
    """Call activities that call each other in a circle."""


class MigrationRefused(EngineError):
    """A running case that cannot be moved to the new version; the report of `predict_migration` says why."""
