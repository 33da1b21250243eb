"""Slow down guessing: count tries per account and per address, in the database.

A try is counted *before* it is looked at, under a lock on its rows, so that parallel guesses are counted exactly
and a restart forgets nothing. The caller commits the count, looks at the password without holding the lock, and
calls `forget` when it was right.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from app.extensions import db
from app.organisation.counting import rows_touched
from app.organisation.models import Throttle

PAUSE = timedelta(minutes=15)
LONGEST_DELAY = 60  # seconds


@dataclass(frozen=True)
class Limit:
    """How many failures are free of delay, and after how many comes the pause (None: never)."""

    free: int
    pause_after: int | None = None

    def delay_after(self, failures: int) -> timedelta:
        """Return how long nothing is looked at after so many failures: 3, 6, 12 … 60 seconds, then the pause."""
        if self.pause_after is not None and failures >= self.pause_after:
            return PAUSE
        beyond = failures - self.free
        return timedelta(seconds=min(LONGEST_DELAY, 3 * 2 ** min(beyond - 1, 10)) if beyond > 0 else 0)


SIGN_IN = Limit(free=0, pause_after=10)
ADDRESS = Limit(free=50)  # a whole office may share one address
MAIL = Limit(free=3, pause_after=6)  # links asked for


@dataclass(frozen=True)
class Counter:
    """One thing that is counted."""

    key: str
    limit: Limit


def account(email: str) -> Counter:
    """Count tries to sign in to an account, whether or not it exists."""
    return Counter(f"account:{hidden(email)}", SIGN_IN)


def links_for(email: str) -> Counter:
    """Count links asked for by mail."""
    return Counter(f"links:{hidden(email)}", MAIL)


def address(remote: str) -> Counter:
    """Count tries from a network address."""
    return Counter(f"address:{remote[:60]}", ADDRESS)


@dataclass(frozen=True)
class Count:
    """What became of a try: look at it now, or only after `wait` seconds; `left` tries before the pause."""

    wait: int
    left: int

    @property
    def is_refused(self) -> bool:
        """Whether the try must not be looked at."""
        return self.wait > 0


def count(counters: Sequence[Counter], now: datetime) -> Count:
    """Count one try against all `counters`, always in the same order; the first tells how many are left."""
    rows = [_locked(counter.key, now) for counter in counters]
    wait = max(ceil((row.blocked_until - now).total_seconds()) for row in rows)
    for counter, row in zip(counters, rows, strict=True):
        if wait > 0:
            row.refused += 1
        else:
            row.failures = (0 if now - row.last_at > PAUSE or _paused(counter, row) else row.failures) + 1
            row.last_at, row.blocked_until = now, now + counter.limit.delay_after(row.failures)
    return Count(max(wait, 0), max((counters[0].limit.pause_after or 0) - rows[0].failures, 0))


def forget(counter: Counter) -> None:
    """Start again from nothing: the password was right, or the owner of the mailbox chose a new one."""
    db.session.execute(delete(Throttle).where(Throttle.key == counter.key))


def take_back(counter: Counter, now: datetime) -> None:
    """Uncount one try that was right; earlier failures stay counted."""
    row = _locked(counter.key, now)
    row.failures = max(row.failures - 1, 0)
    if row.failures <= counter.limit.free:
        row.blocked_until = now


def forget_old(now: datetime) -> int:
    """Delete counts that no longer matter; return how many. For the nightly sweep."""
    return rows_touched(delete(Throttle).where(Throttle.last_at < now - timedelta(days=1)))


def _paused(counter: Counter, row: Throttle) -> bool:
    """Whether the row stands at its pause, which is over when the next try is looked at."""
    return counter.limit.pause_after is not None and row.failures >= counter.limit.pause_after


def _locked(key: str, now: datetime) -> Throttle:
    """Return the counter's row, locked until the commit; whoever comes first creates it."""
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    fresh = {"key": key, "failures": 0, "refused": 0, "last_at": now, "blocked_until": now}
    statement: Any = insert(Throttle).values(fresh)
    db.session.execute(statement.on_conflict_do_nothing())
    locked = select(Throttle).where(Throttle.key == key).with_for_update()
    return db.session.execute(locked, execution_options={"populate_existing": True}).scalar_one()


def hidden(email: str) -> str:
    """Return an e-mail address as a digest: what strangers type is not kept."""
    return hashlib.sha256(email.strip().lower().encode()).hexdigest()
