"""What was done to many at once, item by item, with what undoing needs."""

from enum import StrEnum

from sqlalchemy import Enum, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.cases.models import Case, UserTask
from app.database import Instant, Key
from app.extensions import db
from app.organisation.models import User


class BulkKind(StrEnum):
    """What is done to each."""

    extend = "extend"
    reassign = "reassign"
    remind = "remind"


class BulkAction(db.Model):
    """One act on many; `key` is the promise that a form sent twice is done once."""

    id: Mapped[Key]
    key: Mapped[str] = mapped_column(String(80), unique=True)
    kind: Mapped[BulkKind] = mapped_column(Enum(BulkKind, native_enum=False, length=10))
    order: Mapped[str] = mapped_column(Text)  # JSON: the new date, reason and document, the person, or the words
    made_at: Mapped[Instant]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    undone_at: Mapped[Instant | None]
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    made_by: Mapped[User] = relationship(foreign_keys=[made_by_id])


class Outcome(StrEnum):
    """What became of one item."""

    waiting = "waiting"
    done = "done"
    refused = "refused"
    undone = "undone"
    kept = "kept"  # could not be undone: something has followed


class BulkItem(db.Model):
    """One of the many: a task, or a whole case."""

    __table_args__ = (
        UniqueConstraint("action_id", "case_id", "task_id"),
        Index("ix_bulk_item_outcome", "action_id", "outcome", "id"),
    )

    id: Mapped[Key]
    action_id: Mapped[int] = mapped_column(ForeignKey("bulk_action.id"))
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    task_id: Mapped[int | None] = mapped_column(ForeignKey("user_task.id"), index=True)  # None: the whole case
    outcome: Mapped[Outcome] = mapped_column(Enum(Outcome, native_enum=False, length=10))
    why: Mapped[str] = mapped_column(Text, default="")  # JSON: the sentence, a msgid with its values
    before: Mapped[str] = mapped_column(Text, default="{}")  # JSON: what undoing needs

    case: Mapped[Case] = relationship()
    task: Mapped[UserTask | None] = relationship()
