"""What can go wrong with a decision about days."""

from app.errors import Conflict, NotFound


class ChangeNotFound(NotFound):
    """No such decision."""

    message = "There is no such decision in the working calendar."


class CalendarChangedMeanwhile(Conflict):
    """Somebody else decided about days since the preview was shown."""

    slug = "calendar-changed"
    message = (
        "The working calendar has changed since this page was shown. Nothing was saved: look at what would move again."
    )


class StillSettling(Conflict):
    """Deadlines still follow an earlier decision."""

    slug = "calendar-settling"
    message = "Deadlines are still following the decision before this one. Nothing was saved: try again in a minute."


class AlreadyWithdrawn(Conflict):
    """The decision was withdrawn before."""

    slug = "calendar-change-withdrawn"
    message = "This decision has been withdrawn already."
