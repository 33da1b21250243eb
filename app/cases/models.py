"""Cases, user tasks, participants, jobs, incidents, buffered messages, attachments and comments."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Enum, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from app.database import BigId, Instant, Key
from app.extensions import db
from app.organisation.models import Agency, User
from app.organisation.roles import Role
from app.processes.deployed import get_deployed
from app.processes.models import Definition
from app.vietnamese import search_key


class CaseStatus(StrEnum):
    """Whether the case still runs."""

    running = "running"
    completed = "completed"
    cancelled = "cancelled"


class Case(db.Model):
    """One running instance of a definition (hồ sơ)."""

    __table_args__ = (
        Index("ix_case_agency_id_status", "agency_id", "status"),
        Index("ix_case_next_due", "status", "next_due"),
        Index("ix_case_due_at", "status", "due_at"),
    )

    id: Mapped[Key]
    definition_id: Mapped[int] = mapped_column(ForeignKey("definition.id"), index=True)
    pinned: Mapped[str] = mapped_column(Text, default="{}")  # JSON: called process key → definition id
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    title: Mapped[str] = mapped_column(String(400))
    search_key: Mapped[str] = mapped_column(String(500))
    is_confidential: Mapped[bool] = mapped_column(default=False)
    status: Mapped[CaseStatus] = mapped_column(Enum(CaseStatus, native_enum=False, length=10))
    state: Mapped[str] = mapped_column(Text, deferred=True)  # the engine's text: key order matters, never jsonb
    facts: Mapped[str] = mapped_column(Text, default="{}")  # JSON a feature adds to the snapshot that conditions see
    version: Mapped[int] = mapped_column(default=1)
    next_due: Mapped[Instant | None]  # the earliest timer of the diagram
    awaits_message: Mapped[bool] = mapped_column(default=False)  # whether it has rows in `message_wait`
    remind_by: Mapped[Instant | None]
    due_at: Mapped[Instant | None]
    overdue_after: Mapped[Instant | None]
    last_day: Mapped[date | None]  # of the limit, before any day off was looked at; inclusive
    reading: Mapped[str] = mapped_column(String(12), default="later")  # what a day off makes of it
    moved_at: Mapped[Instant | None]  # when a person last gave it its date; rules and calendar leave that alone
    # Since when nobody is reminded of it, what opens in it included; follows from its pauses (app/cases/pauses).
    paused_at: Mapped[Instant | None]
    has_obstacles: Mapped[bool] = mapped_column(default=False)  # whether one was ever in its way, or in that of a task
    started_at: Mapped[Instant]
    started_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    ended_at: Mapped[Instant | None]

    # Relations are for reading: commands write the keys, and the mapper need not ask at each flush what hangs together.
    definition: Mapped[Definition] = relationship(viewonly=True)
    agency: Mapped[Agency] = relationship(viewonly=True)
    # As of when it was read: a command reads it once, with the lock, and keeps it true itself.
    open_tasks: Mapped[list["UserTask"]] = relationship(
        viewonly=True, primaryjoin="and_(Case.id == UserTask.case_id, UserTask.status == 'open')"
    )

    @property
    def process_key(self) -> str:
        """The key of the process that it runs; from memory, so that listeners may ask of every case that moves."""
        return get_deployed(self.definition_id).key

    @validates("title")
    def _refresh_key(self, _field: str, value: str) -> str:
        self.search_key = search_key(value)[:500]
        return value


class Relation(StrEnum):
    """Why an agency takes part in a case that is not its own."""

    coordinating = "coordinating"
    directing = "directing"
    submitted_to = "submitted_to"


class CaseAgency(db.Model):
    """An agency that coordinates, directs or receives a case."""

    __table_args__ = (UniqueConstraint("case_id", "agency_id", "relation"),)

    id: Mapped[Key]
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    relation: Mapped[Relation] = mapped_column(Enum(Relation, native_enum=False, length=12))


class CasePerson(db.Model):
    """A person named on a confidential case: nobody else may know of it."""

    __table_args__ = (UniqueConstraint("case_id", "user_id"),)

    id: Mapped[Key]
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)


class TaskStatus(StrEnum):
    """Where a user task stands; being claimed is `assignee_id`, being late is a date."""

    open = "open"
    completed = "completed"
    cancelled = "cancelled"


# Stands in `due_order` for a task without a due date, so that lists page by one index with such tasks last.
NO_DUE_DATE = datetime.fromisoformat("9999-12-31T00:00:00+00:00")


class UserTask(db.Model):
    """A piece of human work (việc)."""

    __table_args__ = (
        Index("ix_user_task_mine", "assignee_id", "status", "due_order", "id"),
        Index("ix_user_task_agency", "agency_id", "status", "due_order", "id"),
        Index("ix_user_task_role", "role", "status", "due_order", "id"),
        Index("ix_user_task_due", "status", "due_order", "id"),
        Index("ix_user_task_case_id", "case_id", "status"),
        UniqueConstraint("case_id", "engine_id"),
    )

    id: Mapped[Key]
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    # The called process it stands in; None: the case's own.
    definition_id: Mapped[int | None] = mapped_column(ForeignKey("definition.id"))
    call_path: Mapped[str] = mapped_column(String(400), default="")  # where in the case: app/cases/inside.py
    engine_id: Mapped[str] = mapped_column(String(60))  # the engine's own id of this piece of work
    element: Mapped[str] = mapped_column(String(120))
    name: Mapped[str] = mapped_column(String(300))
    search_key: Mapped[str] = mapped_column(String(700))
    role: Mapped[Role | None] = mapped_column(Enum(Role, native_enum=False, length=20))
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))  # None: any holder of the role
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    status: Mapped[TaskStatus] = mapped_column(Enum(TaskStatus, native_enum=False, length=10))
    form_key: Mapped[str | None] = mapped_column(String(80))
    reminders: Mapped[str | None] = mapped_column(String(80))
    due_rule: Mapped[str | None] = mapped_column(String(200))
    remind_by: Mapped[Instant | None]
    due_at: Mapped[Instant | None]
    overdue_after: Mapped[Instant | None]
    due_order: Mapped[Instant]
    moved_at: Mapped[Instant | None]  # when a person gave it its date; rules and calendar leave that alone
    paused_at: Mapped[Instant | None]  # since when nobody is reminded of it; follows from the pauses that cover it
    opened_at: Mapped[Instant]
    claimed_at: Mapped[Instant | None]
    closed_at: Mapped[Instant | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    data: Mapped[str | None] = mapped_column(Text, deferred=True)  # JSON: what was filed
    version: Mapped[int] = mapped_column(default=1)

    case: Mapped[Case] = relationship(viewonly=True)
    agency: Mapped[Agency | None] = relationship(viewonly=True)
    assignee: Mapped[User | None] = relationship(foreign_keys=[assignee_id], viewonly=True)


class DateMove(db.Model):
    """A date that a person moved, and what stood before: it can be taken back while nothing has followed."""

    id: Mapped[Key]
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    task_id: Mapped[int | None] = mapped_column(ForeignKey("user_task.id"), index=True)  # None: the whole case
    moved_at: Mapped[Instant]
    moved_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    before: Mapped[str] = mapped_column(Text)  # JSON: rows as they were, and their versions after the move
    taken_back_at: Mapped[Instant | None]


class JobStatus(StrEnum):
    """Where a job stands; `failed` has an incident that a person can retry."""

    ready = "ready"
    done = "done"
    failed = "failed"


class Job(db.Model):
    """Scheduled work, done once: the unique key is the promise, the lease lets another worker take over."""

    __table_args__ = (
        UniqueConstraint("kind", "subject", "due_at"),
        Index("ix_job_due", "status", "due_at"),
    )

    id: Mapped[Key]
    kind: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(120))
    due_at: Mapped[Instant]
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), index=True)
    payload: Mapped[str] = mapped_column(Text, default="{}")
    status: Mapped[JobStatus] = mapped_column(Enum(JobStatus, native_enum=False, length=10))
    attempts: Mapped[int] = mapped_column(default=0)
    leased_until: Mapped[Instant | None]
    leased_by: Mapped[str | None] = mapped_column(String(80))
    last_error: Mapped[str | None] = mapped_column(Text)


class Incident(db.Model):
    """Something failed for good: case and input are kept, the cause is shown, a person can retry."""

    id: Mapped[Key]
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), index=True)
    job_id: Mapped[int | None] = mapped_column(ForeignKey("job.id"), index=True)
    element: Mapped[str] = mapped_column(String(120), default="")
    summary: Mapped[str] = mapped_column(String(300))
    cause: Mapped[str] = mapped_column(Text)
    opened_at: Mapped[Instant]
    resolved_at: Mapped[Instant | None]
    resolved_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    case: Mapped[Case | None] = relationship()
    resolved_by: Mapped[User | None] = relationship()


class BufferedMessage(db.Model):
    """A message that came before anybody waited for it; delivered as soon as somebody does."""

    __table_args__ = (Index("ix_buffered_message_name", "name", "correlation"),)

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(120))
    correlation: Mapped[str] = mapped_column(String(300))  # canonical JSON of the correlation values
    payload: Mapped[str] = mapped_column(Text)
    received_at: Mapped[Instant]
    expires_at: Mapped[Instant]


class MessageWait(db.Model):
    """A case that waits for a message; the row lets a message find it without opening every case."""

    __table_args__ = (Index("ix_message_wait_name", "name", "correlation"),)

    id: Mapped[Key]
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    correlation: Mapped[str] = mapped_column(String(300))


class Attachment(db.Model):
    """A file on a case; its bytes are stored once, by their hash."""

    id: Mapped[Key]
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    task_id: Mapped[int | None] = mapped_column(ForeignKey("user_task.id"), index=True)
    field: Mapped[str] = mapped_column(String(120), default="")  # the form's file field it was given in
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    name: Mapped[str] = mapped_column(String(255))
    content_type: Mapped[str] = mapped_column(String(120))
    size: Mapped[int] = mapped_column(BigId)
    uploaded_at: Mapped[Instant]
    uploaded_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    removed_at: Mapped[Instant | None]


class Comment(db.Model):
    """A remark on a case."""

    id: Mapped[Key]
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    text: Mapped[str] = mapped_column(Text)
    written_at: Mapped[Instant]

    author: Mapped[User] = relationship()
