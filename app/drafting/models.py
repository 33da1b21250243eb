"""Draftings of annual plans: who was asked, what was proposed, the rows of the draft, opinions on it, letters."""

from datetime import date
from enum import StrEnum

from sqlalchemy import BigInteger, Enum, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.cases.models import Attachment, Case
from app.cases.receipts import Channel
from app.database import Instant, Key
from app.extensions import db
from app.organisation.models import Agency
from app.plans.models import Plan


class DraftingStatus(StrEnum):
    """Where the drafting of a plan stands; where its draft goes after that is told by its case."""

    opening = "opening"
    collecting = "collecting"
    closing = "closing"
    consolidating = "consolidating"
    issued = "issued"
    ended = "ended"  # without a result: its case was ended before a plan was issued


OVER = (DraftingStatus.issued, DraftingStatus.ended)  # nothing comes into the draft any more


class Drafting(db.Model):
    """The drafting of one year's plan (xây dựng kế hoạch năm)."""

    id: Mapped[Key]
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), unique=True)  # the annual_plan case
    title: Mapped[str] = mapped_column(String(300))
    year: Mapped[int]
    legal_basis: Mapped[str] = mapped_column(Text)
    instructions: Mapped[str] = mapped_column(Text, default="")
    period_from: Mapped[date]  # inclusive
    period_to: Mapped[date]  # inclusive
    proposals_due: Mapped[date]  # proposals by the end of this day
    opinions_due: Mapped[date]
    report_due_on: Mapped[date]  # as the plan will print it
    report_due_is_exclusive: Mapped[bool] = mapped_column(default=False)
    roster: Mapped[str] = mapped_column(Text)  # JSON list of agency kinds that were asked
    finance_agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    overdue_after: Mapped[Instant]  # a proposal that comes after this is late
    status: Mapped[DraftingStatus] = mapped_column(Enum(DraftingStatus, native_enum=False, length=14))
    rows_version: Mapped[int] = mapped_column(default=1)  # counts the changes of the draft's rows
    frozen_at: Mapped[Instant | None]  # when the list of agencies was frozen
    closed_at: Mapped[Instant | None]  # when collecting ended
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id"), unique=True)  # None until it is issued

    case: Mapped[Case] = relationship(viewonly=True)
    finance_agency: Mapped[Agency] = relationship(viewonly=True)
    plan: Mapped[Plan | None] = relationship(viewonly=True)


class ProposalState(StrEnum):
    """Where one agency's proposal stands; being late is a date, not a state."""

    not_started = "not_started"
    drafting = "drafting"
    with_head = "with_head"
    submitted = "submitted"
    returned = "returned"
    accepted = "accepted"


class PlanProposal(db.Model):
    """What one agency proposes for the plan; its rows become rows of the draft when they are taken in."""

    __table_args__ = (
        UniqueConstraint("drafting_id", "agency_id"),
        Index("ix_plan_proposal_state", "drafting_id", "state"),
    )

    id: Mapped[Key]
    drafting_id: Mapped[int] = mapped_column(ForeignKey("drafting.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), unique=True)  # None until opened
    state: Mapped[ProposalState] = mapped_column(Enum(ProposalState, native_enum=False, length=12))
    overdue_after: Mapped[Instant | None]  # late after this; None: after what holds for all, see the drafting
    is_nil: Mapped[bool] = mapped_column(default=False)
    rows: Mapped[str] = mapped_column(Text, default="[]", deferred=True)  # JSON: as last sent to the head
    row_count: Mapped[int] = mapped_column(default=0)
    first_submitted_at: Mapped[Instant | None]
    submitted_at: Mapped[Instant | None]
    returned_at: Mapped[Instant | None]
    accepted_at: Mapped[Instant | None]

    drafting: Mapped[Drafting] = relationship()
    agency: Mapped[Agency] = relationship(viewonly=True)


class DraftRow(db.Model):
    """A row of the draft. Money is in thousands of VND; forms speak of millions."""

    __table_args__ = (Index("ix_draft_row_position", "drafting_id", "position"),)

    id: Mapped[Key]
    drafting_id: Mapped[int] = mapped_column(ForeignKey("drafting.id"))
    position: Mapped[int]  # counted from 1 among the rows that are kept; dropped rows keep theirs
    group_heading: Mapped[str] = mapped_column(String(300), default="")
    content: Mapped[str] = mapped_column(Text)
    result: Mapped[str] = mapped_column(Text, default="")
    lead: Mapped[str] = mapped_column(String(1000))
    coordinating: Mapped[str] = mapped_column(String(1000), default="")
    time: Mapped[str] = mapped_column(String(200))
    funding_source: Mapped[str] = mapped_column(String(300), default="")
    funding: Mapped[int | None] = mapped_column(BigInteger)  # proposed, thousands of VND
    allocated: Mapped[int | None] = mapped_column(BigInteger)  # by the finance agency, thousands of VND
    finance_opinion: Mapped[str] = mapped_column(Text, default="")
    proposal_id: Mapped[int | None] = mapped_column(
        ForeignKey("plan_proposal.id"), index=True
    )  # None: the department's
    # The row of an issued plan that this one goes on with, as whoever proposed or added it said; None: a new task.
    origin_id: Mapped[int | None] = mapped_column(ForeignKey("plan_task.id"))
    plan_task_id: Mapped[int | None] = mapped_column(ForeignKey("plan_task.id"), unique=True)  # what it became
    is_dropped: Mapped[bool] = mapped_column(default=False)
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("draft_row.id"))
    reason: Mapped[str] = mapped_column(Text, default="")  # of the latest change
    created_at: Mapped[Instant]

    drafting: Mapped[Drafting] = relationship()
    proposal: Mapped[PlanProposal | None] = relationship(viewonly=True)


class Response(StrEnum):
    """What the department made of an opinion."""

    accepted = "accepted"
    partly = "partly"
    explained = "explained"


class PlanOpinion(db.Model):
    """One agency's opinion on the draft, and what the department made of it; a later round asks anew."""

    __table_args__ = (UniqueConstraint("drafting_id", "agency_id", "round"),)

    id: Mapped[Key]
    drafting_id: Mapped[int] = mapped_column(ForeignKey("drafting.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    round: Mapped[int]  # 1: the first time opinions were asked for
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), unique=True)  # None until opened
    agrees: Mapped[bool | None]  # None: nothing came
    text: Mapped[str] = mapped_column(Text, default="")
    document_number: Mapped[str] = mapped_column(String(60), default="")
    given_at: Mapped[Instant | None]
    response: Mapped[Response | None] = mapped_column(Enum(Response, native_enum=False, length=10))
    explanation: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[Instant | None]

    drafting: Mapped[Drafting] = relationship()
    agency: Mapped[Agency] = relationship(viewonly=True)


class PaperReply(db.Model):
    """An agency's reply that reached the department outside the system and was recorded there for the agency."""

    id: Mapped[Key]
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    element: Mapped[str] = mapped_column(String(60))  # the step of the agency that it answered
    channel: Mapped[Channel] = mapped_column(Enum(Channel, native_enum=False, length=16))
    received_at: Mapped[Instant]
    number: Mapped[str] = mapped_column(String(60))  # with its symbol: 215/SCT-KH
    signed_on: Mapped[date]
    signer: Mapped[str] = mapped_column(String(120))
    entries: Mapped[str] = mapped_column(Text)  # JSON: what it says, as entered in the step's form
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))  # None: no scan was given
    recorded_at: Mapped[Instant]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    agency: Mapped[Agency] = relationship(viewonly=True)
    attachment: Mapped[Attachment | None] = relationship(viewonly=True)


class TimeRequestState(StrEnum):
    """Where a request for more time stands."""

    asked = "asked"
    granted = "granted"
    refused = "refused"
    lapsed = "lapsed"  # the reply came, or its time was over, before anybody decided


class TimeRequest(db.Model):
    """An agency's request for more time for its proposal or its opinion."""

    __tablename__ = "drafting_time_request"

    id: Mapped[Key]
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)  # of the proposal or the opinion
    request_case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), unique=True)  # where it is decided
    asked_until: Mapped[date]
    reason: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[Instant]
    state: Mapped[TimeRequestState] = mapped_column(Enum(TimeRequestState, native_enum=False, length=10))
    granted_until: Mapped[date | None]
    refusal: Mapped[str] = mapped_column(Text, default="")
    decided_at: Mapped[Instant | None]
