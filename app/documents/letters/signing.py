"""Who signs, and by whose authority (Decree 30/2020/NĐ-CP, annex I): a department has one head, so never "TM."."""

from enum import StrEnum

from app.organisation.models import AgencyKind


class Signing(StrEnum):
    """By what authority the signer signs."""

    head = "head"
    deputy = "deputy"
    acting = "acting"
    division = "division"  # a head of division, by order
    sub_department = "sub_department"  # a head of sub-department, by order


BLOCKS: dict[Signing, tuple[str, ...]] = {
    Signing.head: ("GIÁM ĐỐC",),
    Signing.deputy: ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
    Signing.acting: ("Q. GIÁM ĐỐC",),
    Signing.division: ("TL. GIÁM ĐỐC", "TRƯỞNG PHÒNG"),
    Signing.sub_department: ("TL. GIÁM ĐỐC", "CHI CỤC TRƯỞNG"),
}
OF_A_COMMITTEE: dict[Signing, tuple[str, ...]] = {
    Signing.head: ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
    Signing.deputy: ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    Signing.acting: ("TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH"),
    Signing.division: ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"),
}


def blocks(sender: AgencyKind) -> dict[Signing, tuple[str, ...]]:
    """Return the blocks that the sender's documents may end with."""
    return OF_A_COMMITTEE if sender is AgencyKind.committee else BLOCKS
