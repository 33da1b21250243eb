"""What can go wrong when a laboratory is supported."""

from app.errors import Conflict, NotFound


class SupportNotFound(NotFound):
    """The case is no laboratory's, or the actor may not know of it."""

    message = "There is no such laboratory file, or you may not see it."


class BodyNotFound(NotFound):
    """There is no such accreditation body."""

    message = "There is no such accreditation body."


class TooLateToWithdraw(Conflict):
    """The laboratory is accredited, or its support has ended."""

    slug = "too-late-to-withdraw"
    message = "The support can no longer be withdrawn: the laboratory is accredited, or the file is closed."


class GapsChangedByAnother(Conflict):
    """Somebody else saved one of these clauses meanwhile."""

    slug = "gaps-changed"
    message = "Somebody else has changed clause %(clause)s meanwhile. What you typed is below; compare and save."
