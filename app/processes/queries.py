"""Read the deployed definitions."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import undefer

from app.errors import NotFound
from app.extensions import db
from app.processes.models import Definition, DefinitionDecision, DefinitionElement, DefinitionForm


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


def definition_of(key: str, version: int | None = None) -> Definition:
    """Return a version of the process (None: the newest), its diagram included; raise UnknownProcess."""
    which = Definition.is_latest if version is None else Definition.version == version
    query = select(Definition).where(Definition.key == key, which).options(undefer(Definition.bpmn))
    found: Definition | None = db.session.scalar(query)
    if found is None:
        raise UnknownProcess(key=key)
    return found


def versions_of(key: str) -> Sequence[Definition]:
    """Return every version of the process, newest first."""
    return db.session.scalars(select(Definition).where(Definition.key == key).order_by(Definition.version.desc())).all()


def elements_of(definition_id: int) -> Sequence[DefinitionElement]:
    """Return what was read of the diagram's elements, in its order."""
    rows = select(DefinitionElement).where(DefinitionElement.definition_id == definition_id)
    return db.session.scalars(rows.order_by(DefinitionElement.position)).all()


def form_keys_of(definition_id: int) -> Sequence[str]:
    """Return the keys of the forms deployed with the definition."""
    keys = select(DefinitionForm.key).where(DefinitionForm.definition_id == definition_id)
    return db.session.scalars(keys.order_by(DefinitionForm.key)).all()


def decision_files_of(definition_id: int) -> Sequence[str]:
    """Return the names of the DMN files deployed with the definition."""
    files = select(DefinitionDecision.file).where(DefinitionDecision.definition_id == definition_id)
    return db.session.scalars(files.order_by(DefinitionDecision.file)).all()


def keys_of(definition_ids: Iterable[int]) -> list[tuple[str, int]]:
    """Return (key of the process, definition id) of those definitions."""
    found = db.session.execute(select(Definition.key, Definition.id).where(Definition.id.in_(list(definition_ids))))
    return [(key, definition_id) for key, definition_id in found]
