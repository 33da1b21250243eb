"""Who has read a confidential case."""

from enum import StrEnum

from sqlalchemy import Enum, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.database import Instant, Key
from app.extensions import db
from app.organisation.models import User


class Means(StrEnum):
    """How something of a case was read."""

    page = "page"
    download = "download"  # a file of it, or a document made from it
    program = "program"  # by the API


class CaseReading(db.Model):
    """That a person read a confidential case: one row for each hour and each thing that was read."""

    __table_args__ = (UniqueConstraint("case_id", "user_id", "means", "name", "hour"),)

    id: Mapped[Key]
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    means: Mapped[Means] = mapped_column(Enum(Means, native_enum=False, length=10))
    name: Mapped[str] = mapped_column(String(200), default="")  # of what was downloaded
    hour: Mapped[Instant]  # the full hour in which it was read
    at: Mapped[Instant]  # when it was first read in that hour

    user: Mapped[User] = relationship(viewonly=True)
