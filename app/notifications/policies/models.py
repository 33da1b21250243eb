"""Policies, their versions, and what they apply to."""

from enum import StrEnum

from sqlalchemy import Enum, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Instant, Key
from app.extensions import db


class ReminderPolicy(db.Model):
    """A policy that was written or changed here; its steps are those of its latest version.

    The shipped ones (`app.deadlines.ladders`) have a row from their first change on, under the name diagrams use.
    """

    id: Mapped[Key]
    key: Mapped[str] = mapped_column(String(80), unique=True)
    created_at: Mapped[Instant]


class PolicyVersion(db.Model):
    """What a policy said from one moment to the next; never changed. Undoing a change is a new version like the old."""

    __table_args__ = (UniqueConstraint("policy_id", "number"),)

    id: Mapped[Key]
    policy_id: Mapped[int] = mapped_column(ForeignKey("reminder_policy.id"))
    number: Mapped[int]  # from 1
    name: Mapped[str] = mapped_column(String(200))
    steps: Mapped[str] = mapped_column(Text)  # JSON list of {"days", "to", "by"}; see app.notifications.policies.steps
    saved_at: Mapped[Instant]
    saved_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))


class Scope(StrEnum):
    """What a policy can be given to; the most specific one speaks."""

    obligation = "obligation"  # subject: its key; all work on the reports of its rounds
    element = "element"  # subject: "process/element"
    process = "process"  # subject: its key; in every version


class PolicyAssignment(db.Model):
    """A policy given to an obligation, a user task of a process or a whole process, in place of the diagram's."""

    __table_args__ = (UniqueConstraint("scope", "subject"),)

    id: Mapped[Key]
    policy_id: Mapped[int] = mapped_column(ForeignKey("reminder_policy.id"), index=True)
    scope: Mapped[Scope] = mapped_column(Enum(Scope, native_enum=False, length=10))
    subject: Mapped[str] = mapped_column(String(220))
    assigned_at: Mapped[Instant]
    assigned_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
