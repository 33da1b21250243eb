"""Watch what is written, unit of work by unit of work."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import event

from app.application import TienDo
from app.extensions import db

_WRITE = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?', re.IGNORECASE)

# What is written without being told, and why that is right.
UNTOLD = {
    "throttle": "guesses are counted, whoever makes them",
    "user_session": "a session is used; signing in and out are told",
    "draft": "what somebody is typing is theirs until they send it",
    "idempotency_key": "an answer is kept for a repeated request",
    "job": "work is leased; what it does is told",
    "outbox_message": "mail is queued and leased; its end is told",
    "timeline_payload": "belongs to the entry",
}


@dataclass
class Watch:
    """The tables written in each unit of work that was committed, and the marks set in it."""

    units: list[set[str]] = field(default_factory=list)
    marks: dict[str, list[set[str]]] = field(default_factory=dict)
    _open: set[str] = field(default_factory=set)
    _marked: list[str] = field(default_factory=list)

    @property
    def told(self) -> list[set[str]]:
        """The units of work that told something."""
        return [tables for tables in self.units if "timeline_entry" in tables]

    @property
    def silent(self) -> list[set[str]]:
        """The units of work that changed what must be told, and told nothing."""
        return [tables for tables in self.units if "timeline_entry" not in tables and tables - set(UNTOLD)]

    def mark(self, name: str) -> None:
        """Note that the unit of work under way does `name`."""
        self._marked.append(name)

    def _write(self, _connection, _cursor, statement: str, *_rest) -> None:
        found = _WRITE.match(statement)
        if found:
            self._open.add(found[1])

    def _commit(self, _connection) -> None:
        if self._open:
            self.units.append(self._open)
        for name in self._marked:
            self.marks.setdefault(name, []).append(self._open)
        self._begin_anew()

    def _begin_anew(self, _connection=None) -> None:
        self._open, self._marked = set(), []


@contextmanager
def watching(app: TienDo) -> Iterator[Watch]:
    """Watch the application's database; a unit of work that is rolled back has written nothing."""
    watch = Watch()
    with app.app_context():
        engine = db.engine
    listeners = {"before_cursor_execute": watch._write, "commit": watch._commit, "rollback": watch._begin_anew}
    for name, listener in listeners.items():
        event.listen(engine, name, listener)
    try:
        yield watch
    finally:
        for name, listener in listeners.items():
            event.remove(engine, name, listener)
