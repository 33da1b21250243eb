"""Agencies with their validity and succession, users, seats and granted roles."""

from datetime import date
from enum import StrEnum

from sqlalchemy import Enum, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from app.database import Instant, Key
from app.extensions import db
from app.organisation.roles import Role
from app.vietnamese import search_key, sort_key


class AgencyKind(StrEnum):
    """What kind of body an agency is; groups such as "các sở, ban, ngành" are sets of kinds."""

    department = "department"
    party = "party"
    front = "front"
    armed_force = "armed_force"
    unit = "unit"
    commune = "commune"
    ward = "ward"
    special_zone = "special_zone"
    district = "district"
    enterprise = "enterprise"
    laboratory = "laboratory"
    committee = "committee"
    ministry = "ministry"


class Agency(db.Model):
    """Any body that owes or receives work. Never renamed in place: a new name is a successor (domain.md §5.4)."""

    id: Mapped[Key]
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(300))
    short_name: Mapped[str] = mapped_column(String(120), default="")
    kind: Mapped[AgencyKind] = mapped_column(Enum(AgencyKind, native_enum=False, length=20))
    identifier_code: Mapped[str | None] = mapped_column(String(30))  # mã định danh, QĐ 20/2020/QĐ-TTg; imported
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    phone: Mapped[str] = mapped_column(String(40), default="")
    email: Mapped[str] = mapped_column(String(200), default="")
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]  # the last day it existed, inclusive
    search_key: Mapped[str] = mapped_column(String(500), index=True)
    sort_key: Mapped[str] = mapped_column(String(700), index=True)

    @validates("name", "short_name", "code")
    def _refresh_keys(self, field: str, value: str) -> str:
        parts = {"name": self.name, "short_name": self.short_name, "code": self.code, field: value}
        self.search_key = search_key(parts["name"], parts["short_name"], parts["code"])[:500]
        if field == "name":
            self.sort_key = sort_key(value)[:700]
        return value

    def exists_on(self, day: date) -> bool:
        """Whether the agency existed on `day`."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class AgencyAlias(db.Model):
    """Another way documents write an agency's name: abbreviations, former names, common slips."""

    id: Mapped[Key]
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    name: Mapped[str] = mapped_column(String(300))
    search_key: Mapped[str] = mapped_column(String(400), index=True)


class SuccessionKind(StrEnum):
    """How an agency's functions passed on."""

    merge = "merge"
    split = "split"
    rename = "rename"
    abolish = "abolish"
    transfer = "transfer"


class Succession(db.Model):
    """An edge from an ended agency to one that took over (some of) its functions."""

    __table_args__ = (UniqueConstraint("from_id", "to_id"),)

    id: Mapped[Key]
    from_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    to_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    kind: Mapped[SuccessionKind] = mapped_column(Enum(SuccessionKind, native_enum=False, length=10))
    on: Mapped[date]
    legal_basis: Mapped[str] = mapped_column(String(300), default="")
    function: Mapped[str] = mapped_column(String(300), default="")


class User(db.Model):
    """A person with an account of their own."""

    id: Mapped[Key]
    email: Mapped[str] = mapped_column(String(200), unique=True)  # lower case
    name: Mapped[str] = mapped_column(String(200))
    phone: Mapped[str] = mapped_column(String(40), default="")
    locale: Mapped[str] = mapped_column(String(5), default="vi")
    password_hash: Mapped[str | None] = mapped_column(String(200))  # None until the invitation is accepted
    password_set_at: Mapped[Instant | None]
    invited_at: Mapped[Instant | None]
    first_signed_in_at: Mapped[Instant | None]
    last_signed_in_at: Mapped[Instant | None]
    disabled_at: Mapped[Instant | None]
    search_key: Mapped[str] = mapped_column(String(400), index=True)

    grants: Mapped[list["RoleGrant"]] = relationship(foreign_keys="RoleGrant.user_id")

    @validates("email", "name")
    def _refresh_keys(self, field: str, value: str) -> str:
        parts = {"email": self.email, "name": self.name, field: value}
        self.search_key = search_key(parts["name"], parts["email"])[:400]
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


class CalendarDay(db.Model):
    """A day of the province's own table: an extra day off, or a Saturday worked instead."""

    day: Mapped[date] = mapped_column(primary_key=True)
    works: Mapped[bool]
    name: Mapped[str] = mapped_column(String(200))
    source: Mapped[str] = mapped_column(String(300))  # the document that ordered it
    known_from: Mapped[date]
