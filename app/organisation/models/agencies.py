"""Agencies with their validity, other names and succession."""

from datetime import date
from enum import StrEnum

from sqlalchemy import Enum, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, validates

from app.database import Key
from app.extensions import db
from app.vietnamese import search_key, sort_key

# Compared byte by byte on both databases, whatever the locale of PostgreSQL.
SORTED = String(700).with_variant(String(700, collation="C"), "postgresql")


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
    """Any body that owes or receives work. Never renamed in place: a new name is a successor."""

    id: Mapped[Key]
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(300))
    short_name: Mapped[str] = mapped_column(String(120), default="")
    kind: Mapped[AgencyKind] = mapped_column(Enum(AgencyKind, native_enum=False, length=20))
    identifier_code: Mapped[str | None] = mapped_column(String(30))  # QĐ 20/2020/QĐ-TTg; never derived
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    phone: Mapped[str] = mapped_column(String(40), default="")
    email: Mapped[str] = mapped_column(String(200), default="")
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]  # the last day it existed, inclusive
    is_apart: Mapped[bool] = mapped_column(default=False)  # plans and rounds that name its kind do not mean it
    search_key: Mapped[str] = mapped_column(String(500), index=True)
    sort_key: Mapped[str] = mapped_column(SORTED, index=True)

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
    split = "split"  # type: ignore[assignment]  # hides str.split, unused here
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
