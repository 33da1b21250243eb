"""What can go wrong with a letter."""

from app.errors import Conflict, NotFound


class LetterNotFound(NotFound):
    """There is no such letter, or the actor may not know of it."""

    message = "There is no such letter, or you may not see it."


class RoundNotOpen(Conflict):
    """Letters chase only while the round is open."""

    slug = "round-not-open"
    message = "Letters can be drafted only while the reporting round is open."


class NobodyToChase(Conflict):
    """None of the chosen agencies is late any more."""

    slug = "nobody-to-chase"
    message = "None of these agencies is late any more, so nothing was drafted. Look at the list again."


class LetterAlreadyIssued(Conflict):
    """The letter has a number: it can be corrected or withdrawn, no longer deleted or issued again."""

    slug = "letter-already-issued"
    message = "This letter has been issued already; it can only be corrected or withdrawn."


class LetterNotIssued(Conflict):
    """What was never issued cannot be corrected or withdrawn."""

    slug = "letter-not-issued"
    message = "This letter has not been issued yet. Record its number first, or delete the draft."


class LetterWithdrawn(Conflict):
    """The letter was withdrawn; nothing more can be recorded about it."""

    slug = "letter-withdrawn"
    message = "This letter has been withdrawn."


class StillTelling(Conflict):
    """The previous record is still being written onto the cases."""

    slug = "still-telling"
    message = "The previous record is still being written into the agencies' cases. Try again in a minute."


class NumberTaken(Conflict):
    """Somebody recorded another letter under this number in the same moment."""

    slug = "number-taken"
    message = "Somebody has just recorded another letter under this number. Check it, then record it again."
