"""Why a mail came back, in words that tell what to do about it."""

from flask_babel import gettext as _

from app.organisation.texts import N_

# The beginnings of RFC 3463's codes, the longest that fits wins; 4 and 5 alike: what was given up came back as well.
_REASONS = {
    "": N_("the mail could not be delivered"),
    "1": N_("the address does not exist"),
    "1.8": N_("their server refuses our sender address"),
    "2": N_("the mailbox does not take mail"),
    "2.1": N_("the mailbox is closed"),
    "2.2": N_("the mailbox is full"),
    "2.3": N_("the mail is too large"),
    "3": N_("their mail server does not work properly"),
    "4": N_("their mail server could not be reached"),
    "7": N_("their mail server refuses our mail"),
}


def why(status: str) -> str:
    """Say what RFC 3463's code means; what it leaves open is not guessed."""
    detail = status.partition(".")[2]
    known = max((start for start in _REASONS if f"{detail}.".startswith(f"{start}." if start else "")), key=len)
    return _(_REASONS[known])
