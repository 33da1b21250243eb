"""What can go wrong while a plan is drafted."""

from app.errors import Conflict, NotFound


class DraftingNotFound(NotFound):
    """There is no such drafting, or the actor may not know of it."""

    message = "There is no such drafting of a plan, or you may not see it."


class DraftingRunning(Conflict):
    """The plan is being drafted already, by the case of this key; it has no drafting until it is opened."""

    slug = "drafting-running"
    message = "“%(title)s” is being drafted already. Go on with it here, or end it before you begin anew."

    def __init__(self, title: str, case_id: int, drafting_id: int | None) -> None:
        super().__init__(title=title)
        self.case_id, self.drafting_id = case_id, drafting_id


class RowNotFound(NotFound):
    """The draft has no such row."""

    message = "The draft has no such row."


class DraftLocked(Conflict):
    """The draft has gone on: to the finance agency, to signature, or it is issued."""

    slug = "draft-locked"
    message = "The draft has gone on to opinions or signature; its rows can be changed when it comes back."


class RowsChanged(Conflict):
    """Somebody else changed the rows since the page was opened."""

    slug = "draft-rows-changed"
    message = "Somebody else has changed the draft since you opened this page. Check your entries and save again."


class ReplyNotAwaited(Conflict):
    """Nothing can be recorded for an agency at this step: it has replied, or was not asked yet."""

    slug = "reply-not-awaited"
    message = "No reply is awaited here: it has come already, or the agency has not been asked yet."


class TimeAlreadyAsked(Conflict):
    """A request for more time waits for its answer."""

    slug = "time-already-asked"
    message = "This agency has asked for an extension already; it has not been decided yet."


class RepliesClosed(Conflict):
    """The case ended before the reply came: the draft has gone on without it."""

    slug = "replies-closed"
    message = "It is too late to record this reply: the time for it was closed and the draft has gone on."


class NotIssued(LookupError):
    """The case has come to putting the plan in force, and nobody recorded its number and day."""
