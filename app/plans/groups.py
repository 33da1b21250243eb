"""Groups of agencies as plans name them ("Các sở, ban, ngành"): a group stays a group, known by the kinds in it."""

import re
from dataclasses import dataclass
from typing import Any, Final

from flask_babel import lazy_gettext as _l

from app.organisation.models import AgencyKind
from app.plans.reading.agency_classes import is_group
from app.vietnamese import search_key


@dataclass(frozen=True)
class Group:
    """A set of kinds; an empty one names nobody in particular ("các cơ quan liên quan")."""

    label: Any
    kinds: frozenset[AgencyKind]


_COMMUNES: Final = frozenset({AgencyKind.commune, AgencyKind.ward, AgencyKind.special_zone})
GROUPS: Final[dict[str, Group]] = {
    "departments": Group(_l("All departments"), frozenset({AgencyKind.department})),
    "provincial": Group(
        _l("Departments, Party, Front and armed forces"),
        frozenset({AgencyKind.department, AgencyKind.party, AgencyKind.front, AgencyKind.armed_force}),
    ),
    "communes": Group(_l("All communes, wards and special zones"), _COMMUNES),
    "districts": Group(_l("All districts"), frozenset({AgencyKind.district})),
    "enterprises": Group(_l("All enterprises"), frozenset({AgencyKind.enterprise})),
    "laboratories": Group(_l("All laboratories"), frozenset({AgencyKind.laboratory})),
    "related": Group(_l("Whoever is concerned"), frozenset()),
}
# The two-tier structure ended the districts: until the register says otherwise a person decides who follows them.
ENDED: Final = frozenset({"districts"})
CHOOSABLE: Final = tuple(key for key in GROUPS if key not in ENDED)

# Searched in this order in the name without marks.
_WORDS: Final = (
    ("provincial", re.compile(r"\bnganh, doan the\b")),
    ("departments", re.compile(r"^(?:cac )?so\b,?(?: ban,?)? nganh\b|^cac so\b")),
    ("communes", re.compile(r"(?<!thi )(?<!tac )\bxa\b(?! hoi)|\bphuong\b(?! tien| phap)|\bdac khu\b")),
    ("districts", re.compile(r"\bhuyen\b|\bthi xa\b|(?<!co )(?<!lien )\bquan\b(?! ly)")),
    ("laboratories", re.compile(r"\bphong thi nghiem\b|\bkiem dinh, hieu chuan\b")),
    ("enterprises", re.compile(r"\bdoanh nghiep\b")),
)


def group_of(name: str) -> str | None:
    """Return the group a printed name means, None for the name of one body."""
    if not is_group(name):
        return None
    plain = search_key(name)
    return next((key for key, words in _WORDS if words.search(plain)), "related")


def kinds_of(names: list[str]) -> frozenset[AgencyKind]:
    """Return the kinds that the groups among some names stand for together."""
    keys = filter(None, map(group_of, names))
    return frozenset(kind for key in keys for kind in GROUPS[key].kinds)
