"""What strangers type before they have confirmed their address, and what they have applied for since.

Two tables on purpose: nothing of a draft that was never confirmed stays, its row goes when it expires.
"""

import json
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.cases.models import Case
from app.database import Instant, Key
from app.extensions import db


class ApplicationDraft(db.Model):
    """An application being typed; whoever has its link may go on with it."""

    id: Mapped[Key]
    kind: Mapped[str] = mapped_column(String(40))
    token_digest: Mapped[str] = mapped_column(String(64), unique=True)  # of the link to the draft
    data: Mapped[str] = mapped_column(Text)  # JSON, as typed
    saved_at: Mapped[Instant]
    expires_at: Mapped[Instant] = mapped_column(index=True)
    # Once it has been sent, until it is confirmed:
    email: Mapped[str] = mapped_column(String(200), default="")
    agreed_at: Mapped[Instant | None]  # when the notice about personal data was ticked
    confirm_digest: Mapped[str | None] = mapped_column(String(64), unique=True)  # of the link in the mail
    confirm_until: Mapped[Instant | None]


class Application(db.Model):
    """A confirmed application (đăng ký, đề nghị). Erased, it keeps its code and its case, and nothing about people."""

    __table_args__ = (Index("ix_application_kind", "kind", "id"),)

    id: Mapped[Key]
    kind: Mapped[str] = mapped_column(String(40))
    tracking_code: Mapped[str] = mapped_column(String(16), unique=True)  # without the hyphens it is shown with
    email: Mapped[str] = mapped_column(String(200))
    data: Mapped[str] = mapped_column(Text)  # JSON, as the form accepted it
    notice: Mapped[str] = mapped_column(Text)  # the notice about personal data that was agreed to
    agreed_at: Mapped[Instant]
    confirmed_at: Mapped[Instant]
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), unique=True)  # None only while it is confirmed
    corrected_at: Mapped[Instant | None]
    withdrawn_at: Mapped[Instant | None]
    erased_at: Mapped[Instant | None]
    erased_reason: Mapped[str] = mapped_column(String(300), default="")

    case: Mapped[Case | None] = relationship(viewonly=True)

    @property
    def answers(self) -> dict[str, Any]:
        """What the form accepted."""
        return dict(json.loads(self.data))
