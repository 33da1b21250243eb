"""Documents that a case has sent out."""

from datetime import date

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.cases.models import Attachment
from app.database import Instant, Key
from app.extensions import db


class IssuedDocument(db.Model):
    """A document of a case with what the records office gave it (văn bản đã phát hành, NĐ 30/2020/NĐ-CP, Điều 18)."""

    id: Mapped[Key]
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("user_task.id"), unique=True)  # where it was recorded
    title: Mapped[str] = mapped_column(String(400))  # kind and subject, as printed
    number: Mapped[str] = mapped_column(String(60))  # with its symbol: 215/QĐ-UBND
    issued_on: Mapped[date]
    signer: Mapped[str] = mapped_column(String(120))
    signer_post: Mapped[str] = mapped_column(String(160))
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))  # None: the file is still to come
    recorded_at: Mapped[Instant]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    corrected_at: Mapped[Instant | None]
    corrected_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    correction_reason: Mapped[str] = mapped_column(Text, default="")

    attachment: Mapped[Attachment | None] = relationship(viewonly=True)
