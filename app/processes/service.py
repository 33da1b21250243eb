"""Deploy processes: check, compile, store as a new version."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select, update

from app.engine import Compiled, ElementSpec, Finding, Refused, compile_process
from app.extensions import db
from app.forms import FormRefused, read_form
from app.organisation.roles import Actor
from app.processes.handlers import handler_names
from app.processes.models import Definition, DefinitionElement, DefinitionForm
from app.processes.queries import find_latest
from app.timeline.log import Subject, record


def deploy(bpmn: bytes, forms: Mapping[str, bytes], *, actor: Actor, now: datetime) -> Definition:
    """Store the diagram with its forms as the newest version; the same content again returns the version there is.

    Raises Refused with every finding about the diagram and the forms; nothing is stored then.
    """
    compiled = _checked(bpmn, forms)
    checksum = _checksum(bpmn, forms)
    newest = find_latest(compiled.key)
    if newest is not None and newest.checksum == checksum:
        return newest
    definition = _store(compiled, bpmn, checksum, newest.version + 1 if newest else 1, actor, now)
    db.session.add_all(
        DefinitionForm(definition_id=definition.id, key=key, source=source.decode()) for key, source in forms.items()
    )
    record(
        Subject("definition", definition.id),
        "definition.deployed",
        actor,
        now,
        key=definition.key,
        version=definition.version,
    )
    return definition


def _checked(bpmn: bytes, forms: Mapping[str, bytes]) -> Compiled:
    findings = [finding for key, source in forms.items() for finding in _form_findings(key, source)]
    called = set(db.session.scalars(select(Definition.key).where(Definition.is_latest)))
    try:
        compiled = compile_process(bpmn, forms=set(forms), handlers=handler_names(), called=called)
    except Refused as refused:
        raise Refused((*refused.findings, *findings)) from refused
    if findings:
        raise Refused(tuple(findings))
    return compiled


def _form_findings(key: str, source: bytes) -> list[Finding]:
    try:
        read_form(source)
    except FormRefused as refused:
        return [
            Finding(
                f"form-{f.code}",
                f"{key}.form" + (f"#{f.field}" if f.field else ""),
                None,
                f.message,
                f.message_vi,
            )
            for f in refused.findings
        ]
    return []


def _checksum(bpmn: bytes, forms: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256(bpmn)
    for key in sorted(forms):
        digest.update(b"\0" + key.encode() + b"\0" + forms[key])
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
