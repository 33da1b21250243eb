"""How often strangers may try: per network address and per e-mail address, counted in the database."""

from datetime import datetime

from app.applications.errors import TooManyTries
from app.database import commit_so_far
from app.extensions import db
from app.organisation import throttle
from app.organisation.throttle import Counter, Limit

NEW_DRAFTS = Limit(free=20)  # a whole enterprise may share one network address
SENDING = Limit(free=20)
MAILS = Limit(free=3, pause_after=6)  # of confirmations to one address
LOOKING_UP = Limit(free=5, pause_after=30)  # by one network address, found or not
ONE_CODE = Limit(free=5, pause_after=15)  # for one e-mail address


def of_address(what: str, remote: str, limit: Limit) -> Counter:
    """Count what is done from a network address."""
    return Counter(f"{what}:address:{remote[:60]}", limit)


def of_email(what: str, email: str, limit: Limit) -> Counter:
    """Count what is done with an e-mail address, which is not kept."""
    return Counter(f"{what}:{throttle.hidden(email)}", limit)


def require_patience(counters: list[Counter], now: datetime) -> None:
    """Count one try, and keep the count whatever becomes of it; raise TooManyTries."""
    count = throttle.count(counters, now)
    commit_so_far(db.session)
    if count.is_refused:
        raise TooManyTries(count.wait)
