"""What can go wrong with reviews."""

from app.errors import Conflict, NotFound


class ReviewNotFound(NotFound):
    """There is no such review, or the actor may not know of it."""

    message = "There is no such review, or you may not see it."


class ReviewRunning(Conflict):
    """A review of the plan has not ended yet."""

    slug = "review-running"
    message = "A review of this plan is going on already."
