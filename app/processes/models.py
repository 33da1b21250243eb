"""Definitions as deployed: immutable, one row a version."""

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Instant, Key
from app.extensions import db


class Definition(db.Model):
    """A BPMN process at one version. Never changed: a new diagram is a new version."""

    __table_args__ = (UniqueConstraint("key", "version"),)

    id: Mapped[Key]
    key: Mapped[str] = mapped_column(String(80))
    version: Mapped[int]
    name: Mapped[str] = mapped_column(String(300))
    checksum: Mapped[str] = mapped_column(String(64))  # of the diagram and its forms: the same again is no new version
    bpmn: Mapped[str] = mapped_column(Text, deferred=True)
    spec: Mapped[str] = mapped_column(Text, deferred=True)  # what the engine compiled
    variables: Mapped[str] = mapped_column(Text)  # JSON list: the only names that travel on the token
    calls: Mapped[str] = mapped_column(Text)  # JSON list of called process keys
    deployed_at: Mapped[Instant]
    deployed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    is_latest: Mapped[bool] = mapped_column(default=True)


class DefinitionElement(db.Model):
    """What we read from the diagram about one element: who acts, with which form, until when."""

    __table_args__ = (UniqueConstraint("definition_id", "element"),)

    id: Mapped[Key]
    definition_id: Mapped[int] = mapped_column(ForeignKey("definition.id"))
    element: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(300))
    lane: Mapped[str] = mapped_column(String(200), default="")
    role: Mapped[str | None] = mapped_column(String(20))
    agency: Mapped[str | None] = mapped_column(String(200))  # FEEL path giving an agency code; None: the case's agency
    form_key: Mapped[str | None] = mapped_column(String(80))
    due_rule: Mapped[str | None] = mapped_column(String(200))
    reminders: Mapped[str | None] = mapped_column(String(80))
    handler: Mapped[str | None] = mapped_column(String(120))
    documentation: Mapped[str] = mapped_column(Text, default="")
    position: Mapped[int]  # order in the diagram file


class DefinitionForm(db.Model):
    """A `.form` file as deployed with its definition."""

    __table_args__ = (UniqueConstraint("definition_id", "key"),)

    id: Mapped[Key]
    definition_id: Mapped[int] = mapped_column(ForeignKey("definition.id"))
    key: Mapped[str] = mapped_column(String(80))
    source: Mapped[str] = mapped_column(Text)


class DefinitionDecision(db.Model):
    """A DMN file as deployed with its definition; what runs is in the definition's compiled text."""

    __table_args__ = (UniqueConstraint("definition_id", "file"),)

    id: Mapped[Key]
    definition_id: Mapped[int] = mapped_column(ForeignKey("definition.id"))
    file: Mapped[str] = mapped_column(String(120))
    source: Mapped[str] = mapped_column(Text)
