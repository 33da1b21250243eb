"""What can go wrong with an act on many as a whole."""

from app.bulk.sentences import Sentence
from app.errors import Conflict, DomainError, NotFound


class NothingChosen(DomainError):
    """Nothing was ticked, or nothing of it can be seen any more."""

    status = 422
    slug = "nothing-chosen"
    message = "Choose at least one line first."


class ActionNotFound(NotFound):
    """There is no such act."""

    message = "This page does not exist, or you may not see it."


class AlreadyUndone(Conflict):
    """Somebody has undone it."""

    slug = "already-undone"
    message = "This has been undone already."


class StillRunning(Conflict):
    """The worker has not come to the end of it."""

    slug = "still-running"
    message = "This is still being done. Wait for it to end, then undo it."


class Hindered(DomainError):
    """One of the many cannot be done; `why` says it in words that can be kept."""

    def __init__(self, why: Sentence) -> None:
        super().__init__(why.message, **why.values)
        self.why = why
