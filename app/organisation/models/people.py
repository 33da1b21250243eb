"""Users, the seats they hold and the roles they were granted."""

from sqlalchemy import Enum, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from app.database import Instant, Key
from app.extensions import db
from app.organisation.models.agencies import SORTED, Agency
from app.organisation.roles import Role
from app.vietnamese import search_key, sort_key


class User(db.Model):
    """A person with an account of their own."""

    id: Mapped[Key]
    email: Mapped[str] = mapped_column(String(200), unique=True)  # lower case
    name: Mapped[str] = mapped_column(String(200))
    phone: Mapped[str] = mapped_column(String(40), default="")
    locale: Mapped[str] = mapped_column(String(5), default="vi")
    uses_shortcuts: Mapped[bool] = mapped_column(default=True)  # of the keyboard; WCAG 2.1.4
    password_hash: Mapped[str | None] = mapped_column(String(200))  # None until the invitation is accepted
    password_set_at: Mapped[Instant | None]
    invited_at: Mapped[Instant | None]
    first_signed_in_at: Mapped[Instant | None]
    last_signed_in_at: Mapped[Instant | None]
    disabled_at: Mapped[Instant | None]
    search_key: Mapped[str] = mapped_column(String(400), index=True)
    sort_key: Mapped[str] = mapped_column(SORTED, index=True)  # by given name, the last word

    grants: Mapped[list["RoleGrant"]] = relationship(foreign_keys="RoleGrant.user_id")

    @validates("email", "name")
    def _refresh_keys(self, field: str, value: str) -> str:
        parts = {"email": self.email, "name": self.name, field: value}
        self.search_key = search_key(parts["name"], parts["email"])[:400]
        if field == "name":
            family, _, given = value.strip().rpartition(" ")
            self.sort_key = sort_key(f"{given} {family}")[:700]
        return value


class Seat(db.Model):
    """The focal-point (or head's) position of an agency: who holds it, who deputises."""

    __table_args__ = (
        UniqueConstraint("agency_id", "role"),
        Index("ix_seat_holder_id", "holder_id"),
        Index("ix_seat_deputy_id", "deputy_id"),
    )

    id: Mapped[Key]
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    role: Mapped[Role] = mapped_column(Enum(Role, native_enum=False, length=20))
    holder_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    deputy_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    since: Mapped[Instant]

    agency: Mapped[Agency] = relationship()
    holder: Mapped[User | None] = relationship(foreign_keys=[holder_id])
    deputy: Mapped[User | None] = relationship(foreign_keys=[deputy_id])


class RoleGrant(db.Model):
    """A role at the department (or the Committee's office), granted to a person."""

    __table_args__ = (UniqueConstraint("user_id", "role"),)

    id: Mapped[Key]
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    role: Mapped[Role] = mapped_column(Enum(Role, native_enum=False, length=20), index=True)
    granted_at: Mapped[Instant]
    granted_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
