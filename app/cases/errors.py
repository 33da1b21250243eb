"""What can go wrong with a case or one of its tasks."""

from app.errors import Conflict, DomainError, Forbidden, NotFound


class TaskNotFound(NotFound):
    """There is no such task, or the actor may not know of it."""

    message = "There is no such task, or you may not see it."


class CaseNotFound(NotFound):
    """There is no such case, or the actor may not know of it."""

    message = "There is no such case, or you may not see it."


class NotYourTask(Forbidden):
    """The actor sees the task, but it is somebody else's to do."""

    slug = "not-your-task"
    message = "You may see this task, but it is not yours to do."


class TaskAlreadyCompleted(Conflict):
    """Somebody completed it first."""

    slug = "task-already-completed"
    message = "Somebody else has just completed this task (%(who)s, %(when)s). What you entered is not lost."


class TaskCancelled(Conflict):
    """The process went another way and no longer needs it."""

    slug = "task-cancelled"
    message = "This task is no longer needed: the case has moved on. What you entered is not lost."


class TaskClaimedByAnother(Conflict):
    """Somebody else is working on it."""

    slug = "task-claimed"
    message = "%(who)s is working on this task. Ask for it to be handed over to you."


class CaseNotRunning(Conflict):
    """The case has ended."""

    slug = "case-not-running"
    message = "This case has ended; nothing more can be done on it."


class NoNewerVersion(Conflict):
    """The case is at the newest version."""

    slug = "no-newer-version"
    message = "This case runs on the newest version already."


class CaseCannotMove(Conflict):
    """The case stands where the newest version has nothing that fits."""

    slug = "case-cannot-move"
    message = "This case cannot be moved to the newest version: %(why)s"


class StepFailed(DomainError):
    """The process could not take the person's step: nothing has changed and an incident was opened."""

    status = 500
    slug = "step-failed"
    message = "The process could not go on. Your entries are kept and the administrators have been told."


class AttachmentNotFound(NotFound):
    """There is no such file, or the actor may not know of it."""

    message = "There is no such file, or you may not see it."


class MoveNotFound(NotFound):
    """No such move of a date."""


class SomethingFollowed(Conflict):
    """What was done can no longer be undone: work, dates or mails have gone on from it."""

    slug = "something-followed"
    message = "This can no longer be undone: something has followed from it."


class TimersCannotFollow(Conflict):
    """A timer of the diagram is set by an expression that gives no date any more."""

    slug = "timers-cannot-follow"
    message = "The date cannot be moved: a timer of the process would have no date. Ask the administrators."


class KindStaysOpen(Conflict):
    """The case counts in tables that many people see, so it cannot be restricted."""

    slug = "kind-stays-open"
    message = (
        "This case cannot be restricted: it is counted in tables and lists that many people see, and a gap would give "
        "it away. Put what only few may read into a case of its own, begun by hand."
    )


class NotRestricted(Conflict):
    """The case is open to everybody who sees cases like it."""

    slug = "not-restricted"
    message = "This case is not restricted."
