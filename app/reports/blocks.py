"""The blocks by which a roster is read: departments, Party and Front, communes, enterprises."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from app.organisation.models import AgencyKind


class Block(StrEnum):
    """A part of the roster."""

    departments = "departments"
    provincial = "provincial"
    communes = "communes"
    enterprises = "enterprises"


@dataclass(frozen=True)
class BlockLook:
    """What a block is called, and the kinds of agency in it."""

    title: Any
    kinds: tuple[AgencyKind, ...]


BLOCKS: dict[Block, BlockLook] = {
    Block.departments: BlockLook(_l("Departments"), (AgencyKind.department,)),
    Block.provincial: BlockLook(
        _l("Party, Front and other units"),
        (
            AgencyKind.party,
            AgencyKind.front,
            AgencyKind.armed_force,
            AgencyKind.unit,
            AgencyKind.committee,
            AgencyKind.ministry,
        ),
    ),
    Block.communes: BlockLook(
        _l("Communes, wards and special zones"),
        (AgencyKind.commune, AgencyKind.ward, AgencyKind.special_zone, AgencyKind.district),
    ),
    Block.enterprises: BlockLook(_l("Enterprises and laboratories"), (AgencyKind.enterprise, AgencyKind.laboratory)),
}

_BLOCK_OF = {kind: block for block, look in BLOCKS.items() for kind in look.kinds}


def block_of(kind: AgencyKind) -> Block:
    """Return the block that agencies of this kind are read in."""
    return _BLOCK_OF[kind]
