"""What can go wrong with reviews."""

from app.errors import Conflict, NotFound


class ReviewNotFound(NotFound):
    """There is no such review, or the actor may not know of it."""

    message = "There is no such review, or you may not see it."


class ReviewRunning(Conflict):
    """A review of the plan has not ended yet: the one of this key."""

    slug = "review-running"
    message = "A review of this plan is going on already: this one. Go on with it, or end it before you open another."

    def __init__(self, review_id: int) -> None:
        super().__init__()
        self.review_id = review_id
