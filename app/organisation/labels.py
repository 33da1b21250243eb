"""What roles, kinds of agency and kinds of succession are called on pages."""

from typing import Any

from flask_babel import lazy_gettext as _l

from app.organisation.models import AgencyKind, SuccessionKind
from app.organisation.roles import Role

ROLES: dict[Role, Any] = {
    Role.focal_point: _l("Focal point"),
    Role.agency_head: _l("Head of agency"),
    Role.specialist: _l("Specialist"),
    Role.coordinator: _l("Coordinator"),
    Role.leader: _l("Department leader"),
    Role.committee_office: _l("People's Committee office"),
    Role.administrator: _l("Administrator"),
    Role.auditor: _l("Auditor"),
}
AGENCY_KINDS: dict[AgencyKind, Any] = {
    AgencyKind.department: _l("Department"),
    AgencyKind.party: _l("Party body"),
    AgencyKind.front: _l("Fatherland Front and mass organisation"),
    AgencyKind.armed_force: _l("Armed forces"),
    AgencyKind.unit: _l("Public service unit"),
    AgencyKind.commune: _l("Commune"),
    AgencyKind.ward: _l("Ward"),
    AgencyKind.special_zone: _l("Special zone"),
    AgencyKind.district: _l("District (until 30/6/2025)"),
    AgencyKind.enterprise: _l("Enterprise"),
    AgencyKind.laboratory: _l("Laboratory"),
    AgencyKind.committee: _l("People's Committee"),
    AgencyKind.ministry: _l("Ministry or national body"),
}
SUCCESSIONS: dict[SuccessionKind, Any] = {
    SuccessionKind.merge: _l("merged into"),
    SuccessionKind.split: _l("split into"),
    SuccessionKind.rename: _l("renamed"),
    SuccessionKind.abolish: _l("abolished"),
    SuccessionKind.transfer: _l("functions transferred"),
}
