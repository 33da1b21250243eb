"""How an agency appears on its own documents: heading, symbol, place and signature block (Decree 30/2020, annex I)."""

from dataclasses import dataclass

from flask import current_app
from sqlalchemy import select

from app.extensions import db
from app.organisation.models import Agency, AgencyKind, Seat
from app.organisation.roles import Role

COMMITTEES = (AgencyKind.commune, AgencyKind.ward, AgencyKind.special_zone, AgencyKind.committee)
UNDER_THE_PROVINCE = (AgencyKind.department, AgencyKind.unit)
PREFIX = "Ủy ban nhân dân "
_UNITS = ("xã ", "phường ", "đặc khu ", "tỉnh ", "thành phố ")


@dataclass(frozen=True)
class Issuer:
    """An agency as its documents name it."""

    name: str
    code: str
    above: tuple[str, ...]  # lines in plain capitals
    own: tuple[str, ...]  # lines in bold capitals
    symbol: str  # behind "BC-"
    place: str
    post: tuple[str, ...]  # above the signature
    signer: str


def issuer_of(agency: Agency) -> Issuer:
    """Return how the agency appears; who signs is the holder of the head's seat."""
    is_committee = agency.kind in COMMITTEES and agency.name.startswith(PREFIX)
    own = (PREFIX.strip(), agency.name.removeprefix(PREFIX)) if is_committee else (agency.name,)
    return Issuer(
        name=agency.name,
        code=agency.code,
        above=() if is_committee else _above(agency),
        own=tuple(line.upper() for line in own),
        symbol="UBND" if is_committee else agency.code.upper(),
        place=_bare(own[-1]) if is_committee else _bare(current_app.config["PROVINCE_NAME"]),
        post=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH") if is_committee else (_post(agency),),
        signer=_head(agency),
    )


def _above(agency: Agency) -> tuple[str, ...]:
    if agency.parent_id is not None:
        return (db.session.get_one(Agency, agency.parent_id).name.upper(),)
    if agency.kind in UNDER_THE_PROVINCE:
        return (f"UBND {current_app.config['PROVINCE_NAME']}".upper(),)
    return ()


def _post(agency: Agency) -> str:
    return "GIÁM ĐỐC" if agency.name.startswith(("Sở ", "Công ty", "Trung tâm")) else "THỦ TRƯỞNG CƠ QUAN"


def _bare(name: str) -> str:
    """Return a place without the word for its kind: "xã Hòa Bình" is signed in Hòa Bình."""
    for unit in _UNITS:
        if name.lower().startswith(unit):
            return name[len(unit) :]
    return name


def _head(agency: Agency) -> str:
    seat = db.session.scalar(select(Seat).where(Seat.agency_id == agency.id, Seat.role == Role.agency_head))
    return seat.holder.name if seat and seat.holder else ""
