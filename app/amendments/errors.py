"""What can go wrong with amendments."""

from app.errors import Conflict, NotFound


class AmendmentNotFound(NotFound):
    """There is no such amendment, or the actor may not know of it."""

    message = "There is no such amendment, or you may not see it."


class AmendmentRunning(Conflict):
    """Only one amendment of a plan runs at a time: two would not know of one another's rows."""

    slug = "amendment-running"
    message = "An amendment of this plan is being prepared already. Add your changes to that one."


class AmendmentSubmitted(Conflict):
    """What has been submitted is not changed behind the back of those who sign it."""

    slug = "amendment-submitted"
    message = "The changes have been submitted. They can be edited again once they are returned."
