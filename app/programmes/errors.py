"""What can go wrong with enrolments."""

from app.errors import Conflict, NotFound


class EnrolmentNotFound(NotFound):
    """There is no such enrolment, or the actor may not know of it."""

    message = "There is no such enterprise file, or you may not see it."


class EnrolmentHasEnded(Conflict):
    """Nothing can be changed on it any more."""

    slug = "enrolment-has-ended"
    message = "This enterprise file has ended already. A new application opens a new one."


class ProgrammeNotInForce(Conflict):
    """Only a programme that is applied can be revised."""

    slug = "programme-not-in-force"
    message = "The programme is not applied at present and cannot be revised. Look at the case: another step waits."


class NotWaitingForCompletion(Conflict):
    """The application was not returned to the enterprise."""

    slug = "not-waiting-for-completion"
    message = "This application is not waiting to be completed."
