"""What can go wrong with plans."""

from app.errors import Conflict, DomainError, Invalid, NotFound


class PlanNotFound(NotFound):
    """There is no such plan, or the actor may not know of it."""


class RowNotFound(NotFound):
    """The plan has no such row."""


class PlanNotReadable(DomainError):
    """The file cannot be read as a plan; the reader's own sentence says why."""

    status = 422
    slug = "plan-not-readable"

    def __init__(self, vietnamese: str, english: str) -> None:
        super().__init__(english)
        self._sentences = {"vi": vietnamese}
        self._english = english

    def sentence(self, language: str) -> str:
        """Say it in `language` ("vi", or anything else for English)."""
        return self._sentences.get(language, self._english)


class PlanReadBefore(Conflict):
    """The same file was read before."""

    slug = "plan-read-before"
    message = "This very file was read before; here is what was decided so far."

    def __init__(self, plan_id: int) -> None:
        super().__init__()
        self.plan_id = plan_id


class PlanInForce(Conflict):
    """It is no longer being read: its rows are settled."""

    slug = "plan-in-force"
    message = "This plan is in force already; its rows cannot be decided any more."


class PlanNotInForce(Conflict):
    """Only the version in force can be amended."""

    slug = "plan-not-in-force"
    message = "This version of the plan is not in force. Amend the newest one."


class NameDecided(Conflict):
    """Somebody else has said what the name stands for, or had the row read anew."""

    slug = "name-decided"
    message = "Somebody else has decided this name in the meantime. Look at the row again."


class LeadsUndecided(Conflict):
    """Somebody has to say who leads some of the tasks."""

    slug = "leads-undecided"
    message = "%(count)s rows have no lead agency yet. Decide them, or confirm that the names stay as text."


class ChoiceMissing(Invalid):
    """A question was answered with nothing that can be kept."""

    slug = "choice-missing"
