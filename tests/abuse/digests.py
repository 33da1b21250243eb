"""What the database and the file store hold, in a form that two moments can be compared by."""

import hashlib

from sqlalchemy import select

from app.cases.attachments import file_store
from app.extensions import db

# Guesses are counted, sessions are used: both while something is refused.
MAY_CHANGE = {"throttle", "user_session"}


def digests() -> dict[str, str]:
    """Return the digest of every table's rows and of the stored files, in the open unit of work."""
    found = {name: _rows(name) for name in db.metadata.tables if name not in MAY_CHANGE}
    return {**found, "files": _digest(file_store().digests())}


def _rows(name: str) -> str:
    return _digest(sorted(repr(tuple(row)) for row in db.session.execute(select(db.metadata.tables[name]))))


def _digest(lines) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
