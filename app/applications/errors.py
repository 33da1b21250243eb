"""What can go wrong with applications."""

from app.errors import Conflict, NotFound, TooManyRequests
from app.organisation.texts import N_


class NoSuchKind(NotFound):
    """Nobody can apply for this here."""

    message = "There is nothing to apply for at this address."


class NoSuchDraft(NotFound):
    """The draft has expired, was confirmed, or never was."""

    message = "This draft is no longer here: it has been sent, or nobody has worked on it for 14 days."


class ConfirmationNotUsable(NotFound):
    """The link was used, replaced by a newer one, or is too old."""

    message = "This link has been used already, has been replaced by a newer one, or is too old."
    advice = N_(
        "Open the newest letter: a tracking code in it means that the application was sent. Else fill it in anew."
    )


class NoSuchApplication(NotFound):
    """Nothing is known under this link any more."""

    message = "This page has been open for too long. Enter your tracking code once more."


class NotYoursToCorrect(Conflict):
    """The application is with the department."""

    slug = "not-yours-to-correct"
    message = "The application is with the department now; there is nothing for you to complete."


class AlreadyWithdrawn(Conflict):
    """It has been withdrawn, or its case has ended."""

    slug = "already-withdrawn"
    message = "This application has ended already."


class TooManyTries(TooManyRequests):
    """Somebody tries too often."""

    message = "Too many attempts. Wait a little, then try again. What you typed is still here."
