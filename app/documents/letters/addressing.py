"""How one body of the State asks another: the verb follows the sender's rank, the salutation the number of names.

Upwards "kính đề nghị"; to peers, Party, Front and business "đề nghị"; "yêu cầu" only from a People's Committee to
those below it.
"""

from collections.abc import Collection, Sequence
from enum import IntEnum

from app.documents.issuer import COMMITTEES
from app.organisation.models import AgencyKind

LISTED = 10  # names under "Kính gửi:"; more stand in an annex
ABOVE_A_DEPARTMENT = frozenset({AgencyKind.ministry, AgencyKind.committee})
ABOVE_A_COMMITTEE = frozenset({AgencyKind.ministry})
BELOW_A_COMMITTEE = frozenset(
    {
        AgencyKind.department,
        AgencyKind.unit,
        AgencyKind.commune,
        AgencyKind.ward,
        AgencyKind.special_zone,
        AgencyKind.district,
    }
)
BUSINESS = frozenset({AgencyKind.enterprise, AgencyKind.laboratory})


class Rank(IntEnum):
    """Where an addressee stands, seen from the sender; the higher, the more respectful the verb."""

    below = 0
    beside = 1
    above = 2


VERBS = {Rank.below: "yêu cầu", Rank.beside: "đề nghị", Rank.above: "kính đề nghị"}


def rank(sender: AgencyKind, addressee: AgencyKind) -> Rank:
    """Return where the addressee stands."""
    if sender is not AgencyKind.committee:
        return Rank.above if addressee in ABOVE_A_DEPARTMENT else Rank.beside
    if addressee in ABOVE_A_COMMITTEE:
        return Rank.above
    return Rank.below if addressee in BELOW_A_COMMITTEE else Rank.beside


def verb(sender: AgencyKind, addressees: Collection[AgencyKind]) -> str:
    """Return the verb that suits all addressees: that for the highest of them."""
    return VERBS[max(rank(sender, kind) for kind in addressees)]


def salutation(names: Sequence[str]) -> tuple[str, ...]:
    """Return what stands behind "Kính gửi:"; many names stand in the annex instead."""
    if len(names) == 1:
        return (names[0],)
    if len(names) > LISTED:
        return ("Các cơ quan, đơn vị, địa phương có tên tại Phụ lục kèm theo",)
    *before, last = names
    return (*(f"- {name};" for name in before), f"- {last}.")


def addressed(kinds: Sequence[AgencyKind], name: str, verb: str) -> str:
    """Return how the letter speaks to its readers: "quý cơ quan"; one from above names them."""
    if verb == VERBS[Rank.below]:
        return name if len(kinds) == 1 else "các cơ quan, đơn vị, địa phương nêu trên"
    words = {"quý đơn vị" if kind in BUSINESS else "quý cơ quan" for kind in kinds}
    return words.pop() if len(words) == 1 else "quý cơ quan, đơn vị"


def copies(sender: AgencyKind, province: str, unit: str) -> tuple[str, ...]:
    """Return the lines of "Nơi nhận" with their codes; (b/c): for information upwards."""
    upwards = () if sender in COMMITTEES else (f"- UBND {province} (b/c);",)
    return ("- Như trên;", *upwards, f"- Lưu: VT, {unit}." if unit else "- Lưu: VT.")
