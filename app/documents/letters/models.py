"""Letters of a round, whom they name, and the order by which a set of them was drafted."""

from datetime import date
from enum import StrEnum

from sqlalchemy import Enum, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.database import Instant, Key
from app.extensions import db
from app.organisation.models import Agency, User
from app.reports.models import Campaign, Submission


class LetterKind(StrEnum):
    """What a document of a round is for."""

    chase = "chase"  # công văn đôn đốc, to the agencies
    report = "report"  # báo cáo of who is late, to the People's Committee


class Missing(StrEnum):
    """What the department lacks of an agency."""

    report = "report"
    completion = "completion"  # the report was returned, and its own limit has passed


class LetterOrder(db.Model):
    """One act of drafting: what was asked for, and for whom; one letter to all, or one to each."""

    id: Mapped[Key]
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"), index=True)
    kind: Mapped[LetterKind] = mapped_column(Enum(LetterKind, native_enum=False, length=10))
    is_each: Mapped[bool]
    asked: Mapped[str] = mapped_column(Text)  # JSON: the form as it was filled in
    wanted: Mapped[int]  # agencies chosen
    chosen: Mapped[str] = mapped_column(Text, deferred=True)  # JSON list of submission ids, in the order of the roster
    handled: Mapped[int] = mapped_column(default=0)  # of those chosen, drafted for or left out
    left_out: Mapped[int] = mapped_column(default=0)  # no longer late when their turn came
    is_discarded: Mapped[bool] = mapped_column(default=False)
    drafted_at: Mapped[Instant]
    drafted_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))

    campaign: Mapped[Campaign] = relationship()
    drafted_by: Mapped[User] = relationship()


class Letter(db.Model):
    """One document. A draft until a person records the number it was issued under; then it can only be corrected."""

    __table_args__ = (UniqueConstraint("number", "issued_year"),)  # numbers begin anew each year (Decree 30/2020)

    id: Mapped[Key]
    order_id: Mapped[int] = mapped_column(ForeignKey("letter_order.id"), index=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"), index=True)
    kind: Mapped[LetterKind] = mapped_column(Enum(LetterKind, native_enum=False, length=10))
    to: Mapped[str] = mapped_column(String(300))  # whom it is for, in words
    paper: Mapped[str] = mapped_column(Text, deferred=True)  # JSON: the document as drafted
    ask_before: Mapped[date]  # the report is asked for before this day, exclusive
    drafted_at: Mapped[Instant]
    number: Mapped[str | None] = mapped_column(String(60))  # with its symbol; None: not issued
    issued_on: Mapped[date | None]
    issued_year: Mapped[int | None]
    signer: Mapped[str] = mapped_column(String(200), default="")
    signed_sha256: Mapped[str | None] = mapped_column(String(64))
    signed_name: Mapped[str] = mapped_column(String(255), default="")
    signed_type: Mapped[str] = mapped_column(String(120), default="")
    signed_size: Mapped[int] = mapped_column(default=0)  # bytes
    recorded_at: Mapped[Instant | None]
    withdrawn_at: Mapped[Instant | None]
    events: Mapped[int] = mapped_column(default=0)  # issued, corrected, withdrawn: each is told to every case named

    campaign: Mapped[Campaign] = relationship()
    order: Mapped[LetterOrder] = relationship()

    @property
    def is_draft(self) -> bool:
        """Whether no number has been recorded."""
        return self.number is None


class LetterAgency(db.Model):
    """An agency that a letter names; `told` counts the letter's events that stand on the timeline of its case."""

    __table_args__ = (UniqueConstraint("letter_id", "submission_id"),)

    id: Mapped[Key]
    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"))
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), index=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    missing: Mapped[Missing] = mapped_column(Enum(Missing, native_enum=False, length=12))
    told: Mapped[int] = mapped_column(default=0)

    letter: Mapped[Letter] = relationship()
    submission: Mapped[Submission] = relationship()
    agency: Mapped[Agency] = relationship()
