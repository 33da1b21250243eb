"""Deployed definitions in memory: read once a version, kept, never changed."""

import json
import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass

from flask import Flask, current_app
from sqlalchemy import select
from sqlalchemy.orm import undefer

from app.engine import Process, load_process
from app.extensions import db
from app.forms import Form, read_form
from app.organisation.roles import Role
from app.processes.models import Definition, DefinitionElement, DefinitionForm

KEEP = 256
_MEMORY = "tiendo.definitions"


@dataclass(frozen=True)
class Element:
    """What the cases layer needs to know of one element."""

    id: str
    kind: str
    name: str
    role: Role | None
    agency: str | None
    form_key: str | None
    due_rule: str | None
    reminders: str | None
    handler: str | None


@dataclass(frozen=True)
class Deployed:
    """One version of a process, ready to run."""

    id: int
    key: str
    version: int
    name: str
    spec: str
    variables: frozenset[str]
    calls: tuple[str, ...]
    elements: Mapping[str, Element]
    forms: Mapping[str, Form]


class _Memory:
    """The versions an application has read, the least used forgotten first."""

    def __init__(self) -> None:
        self._kept: OrderedDict[int, Deployed] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, definition_id: int) -> Deployed | None:
        """Return the version if it was read before."""
        with self._lock:
            if definition_id in self._kept:
                self._kept.move_to_end(definition_id)
            return self._kept.get(definition_id)

    def keep(self, deployed: Deployed) -> Deployed:
        """Remember the version."""
        with self._lock:
            self._kept[deployed.id] = deployed
            if len(self._kept) > KEEP:
                self._kept.popitem(last=False)
        return deployed


def init_app(app: Flask) -> None:
    """Give the application its memory of definitions."""
    app.extensions[_MEMORY] = _Memory()


def get_deployed(definition_id: int) -> Deployed:
    """Return the definition's version, from memory when it was read before."""
    memory: _Memory = current_app.extensions[_MEMORY]
    return memory.get(definition_id) or memory.keep(_read(definition_id))


def runnable(definition_id: int, pinned: Mapping[str, int]) -> Process:
    """Return the engine's process for a case, its called processes at the versions pinned when it started."""
    called = {key: get_deployed(pin).spec for key, pin in pinned.items()}
    return load_process(get_deployed(definition_id).spec, called)


def _read(definition_id: int) -> Deployed:
    definition = db.session.get_one(Definition, definition_id, options=[undefer(Definition.spec)])
    elements = db.session.scalars(select(DefinitionElement).where(DefinitionElement.definition_id == definition_id))
    forms = db.session.scalars(select(DefinitionForm).where(DefinitionForm.definition_id == definition_id))
    return Deployed(
        id=definition.id,
        key=definition.key,
        version=definition.version,
        name=definition.name,
        spec=definition.spec,
        variables=frozenset(json.loads(definition.variables)),
        calls=tuple(json.loads(definition.calls)),
        elements={row.element: _element(row) for row in elements},
        forms={row.key: read_form(row.source) for row in forms},
    )


def _element(row: DefinitionElement) -> Element:
    return Element(
        id=row.element,
        kind=row.kind,
        name=row.name,
        role=Role(row.role) if row.role else None,
        agency=row.agency,
        form_key=row.form_key,
        due_rule=row.due_rule,
        reminders=row.reminders,
        handler=row.handler,
    )
