"""Obligations, campaigns and submissions."""

from datetime import date
from enum import StrEnum

from sqlalchemy import Enum, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.cases.models import Case
from app.cases.receipts import Channel
from app.database import Instant, Key
from app.extensions import db
from app.organisation.models import Agency


class Obligation(db.Model):
    """A standing reporting duty with its legal basis (NĐ 09/2019/NĐ-CP: a periodic report needs one)."""

    id: Mapped[Key]
    title: Mapped[str] = mapped_column(String(400))
    legal_basis: Mapped[str] = mapped_column(Text)
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id"), index=True)
    due_month: Mapped[int | None]  # of each year; None: on request
    due_day: Mapped[int | None]
    due_is_exclusive: Mapped[bool] = mapped_column(default=False)  # "trước ngày 30/11": by 29/11
    reading: Mapped[str] = mapped_column(String(12), default="later")  # which lawful reading makes a report late
    closes_month: Mapped[int | None]  # when a year of its data closes; None: the form of a round proposes it
    closes_day: Mapped[int | None]
    roster: Mapped[str] = mapped_column(Text, default="[]")  # JSON list of agency kinds that owe the report
    source: Mapped[str] = mapped_column(String(60), default="")  # line of the plan it comes from
    is_active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[Instant]


class CampaignStatus(StrEnum):
    """Where a round stands."""

    preparing = "preparing"
    opening = "opening"
    open = "open"
    closing = "closing"
    closed = "closed"
    ended = "ended"  # without a result: its case was ended before it was closed


OVER = (CampaignStatus.closed, CampaignStatus.ended)  # no report can be sent any more


class Campaign(db.Model):
    """One round of an obligation (đợt báo cáo), or an ad hoc one."""

    id: Mapped[Key]
    obligation_id: Mapped[int | None] = mapped_column(ForeignKey("obligation.id"), index=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), unique=True)  # the report_campaign case
    title: Mapped[str] = mapped_column(String(400))
    legal_basis: Mapped[str] = mapped_column(Text)
    instructions: Mapped[str] = mapped_column(Text, default="")
    period_year: Mapped[int]  # the year in which its data close
    cut_off_from: Mapped[date]  # first day of data, inclusive
    cut_off_to: Mapped[date]  # last day of data, inclusive
    due_on: Mapped[date]  # as printed in the legal basis
    due_is_exclusive: Mapped[bool] = mapped_column(default=False)
    reading: Mapped[str] = mapped_column(String(12), default="later")  # its obligation's, when it was prepared
    head_by: Mapped[date | None]  # inside each agency: to the head by the end of this day, so that it can be signed
    remind_by: Mapped[Instant]
    due_at: Mapped[Instant]
    overdue_after: Mapped[Instant]
    explanation: Mapped[str] = mapped_column(Text, default="[]")  # JSON list of {"vi", "en"}: why this date
    status: Mapped[CampaignStatus] = mapped_column(Enum(CampaignStatus, native_enum=False, length=10))
    frozen_at: Mapped[Instant | None]  # when the roster was frozen
    opened_at: Mapped[Instant | None]
    closed_at: Mapped[Instant | None]  # or ended


class SubmissionState(StrEnum):
    """Where one agency's report stands; being late is a date, not a state."""

    not_started = "not_started"
    drafting = "drafting"
    with_head = "with_head"
    submitted = "submitted"
    returned = "returned"
    accepted = "accepted"


class ExtensionState(StrEnum):
    """Where the agency's request for more time stands."""

    asked = "asked"
    granted = "granted"
    refused = "refused"


class Submission(db.Model):
    """One agency's report in a campaign. Counts of a campaign are queries over these rows."""

    __table_args__ = (
        UniqueConstraint("campaign_id", "agency_id"),
        Index("ix_submission_state", "campaign_id", "state"),
    )

    id: Mapped[Key]
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), unique=True)  # None until opened
    state: Mapped[SubmissionState] = mapped_column(Enum(SubmissionState, native_enum=False, length=12))
    is_nil: Mapped[bool] = mapped_column(default=False)
    due_at: Mapped[Instant]  # this agency's own, moved by an extension
    overdue_after: Mapped[Instant]  # the first report is late after this instant
    extended_to: Mapped[date | None]
    extension: Mapped[ExtensionState | None] = mapped_column(Enum(ExtensionState, native_enum=False, length=10))
    first_submitted_at: Mapped[Instant | None]  # on paper: when the department received it
    submitted_at: Mapped[Instant | None]  # the latest time it was sent, or received on paper
    returned_at: Mapped[Instant | None]
    accepted_at: Mapped[Instant | None]
    resubmit_by: Mapped[date | None]  # a returned report's own limit, inclusive
    resubmit_overdue_after: Mapped[Instant | None]
    channel: Mapped[Channel | None] = mapped_column(Enum(Channel, native_enum=False, length=16))
    document_number: Mapped[str | None] = mapped_column(String(60))  # None: "awaiting number"
    document_date: Mapped[date | None]
    report: Mapped[str | None] = mapped_column(Text, deferred=True)  # JSON: the figures as last sent

    campaign: Mapped[Campaign] = relationship()
    agency: Mapped[Agency] = relationship()
    case: Mapped[Case | None] = relationship()
