"""Read the deployed definitions."""

from sqlalchemy import select

from app.errors import NotFound
from app.extensions import db
from app.processes.models import Definition


class UnknownProcess(NotFound):
    """No process with this key is deployed."""

    message = "There is no process “%(key)s”."


def latest(key: str) -> Definition:
    """Return the newest version of the process; raise UnknownProcess."""
    definition = find_latest(key)
    if definition is None:
        raise UnknownProcess(key=key)
    return definition


def find_latest(key: str) -> Definition | None:
    """Return the newest version of the process, or None."""
    return db.session.scalar(select(Definition).where(Definition.key == key, Definition.is_latest))


def all_latest() -> list[Definition]:
    """Return the newest version of every process, by name."""
    return list(db.session.scalars(select(Definition).where(Definition.is_latest).order_by(Definition.key)))
