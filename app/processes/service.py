"""Deploy processes: check, compile, store as a new version."""

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select, update

from app.engine import Compiled, ElementSpec
from app.extensions import db
from app.organisation.roles import Actor
from app.processes.checking import compile_package
from app.processes.models import Definition, DefinitionDecision, DefinitionElement, DefinitionForm
from app.processes.packages import Package
from app.processes.queries import find_latest
from app.timeline.log import Subject, record


def deploy(package: Package, *, actor: Actor, now: datetime) -> Definition:
    """Store the package as the newest version of its process; the same content again returns the version there is.

    Raises Refused with every finding about the diagram, the forms and the decisions; nothing is stored then.
    """
    deployed = db.session.scalars(select(Definition.key).where(Definition.is_latest))
    compiled = compile_package(package, called=set(deployed))
    checksum = _checksum(package)
    newest = find_latest(compiled.key)
    if newest is not None and newest.checksum == checksum:
        return newest
    definition = _store(compiled, package.bpmn, checksum, newest.version + 1 if newest else 1, actor, now)
    db.session.add_all(_files(definition.id, package))
    record(
        Subject("definition", definition.id),
        "definition.deployed",
        actor,
        now,
        key=definition.key,
        version=definition.version,
    )
    return definition


def _files(definition_id: int, package: Package) -> Iterator[DefinitionForm | DefinitionDecision]:
    for key, source in package.forms.items():
        yield DefinitionForm(definition_id=definition_id, key=key, source=source.decode())
    for name, source in package.decisions.items():
        yield DefinitionDecision(definition_id=definition_id, file=name, source=source.decode())


def _checksum(package: Package) -> str:
    digest = hashlib.sha256(package.bpmn)
    for files in (package.forms, package.decisions):
        for name in sorted(files):
            digest.update(b"\0" + name.encode() + b"\0" + files[name])
    return digest.hexdigest()


def _store(compiled: Compiled, bpmn: bytes, checksum: str, version: int, actor: Actor, now: datetime) -> Definition:
    db.session.execute(update(Definition).where(Definition.key == compiled.key).values(is_latest=False))
    definition = Definition(
        key=compiled.key,
        version=version,
        name=compiled.name,
        checksum=checksum,
        bpmn=bpmn.decode(),
        spec=compiled.spec,
        variables=json.dumps(sorted(compiled.variables)),
        calls=json.dumps(list(compiled.calls)),
        deployed_at=now,
        deployed_by_id=actor.id,
    )
    db.session.add(definition)
    db.session.flush()  # its elements need its id
    db.session.add_all(_row(definition.id, i, element) for i, element in enumerate(compiled.elements))
    return definition


def _row(definition_id: int, position: int, element: ElementSpec) -> DefinitionElement:
    return DefinitionElement(
        definition_id=definition_id,
        element=element.id,
        kind=element.kind,
        name=element.name or "",
        lane=element.lane or "",
        role=element.role,
        agency=element.agency,
        form_key=element.form_key,
        due_rule=element.due_rule,
        reminders=element.reminders,
        handler=element.handler,
        documentation=element.documentation or "",
        position=position,
    )
