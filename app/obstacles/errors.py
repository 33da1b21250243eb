"""What can go wrong with obstacles."""

from app.errors import Conflict, NotFound


class ObstacleNotFound(NotFound):
    """There is no such obstacle, or the actor may not know of it."""

    message = "There is no such obstacle, or you may not see it."


class NothingToBlock(Conflict):
    """What has ended, nothing can be in the way of."""

    slug = "nothing-to-block"
    message = "This work has ended already, so nothing can be in its way. Report the obstacle without it."
