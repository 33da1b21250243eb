"""The roles of the office, and the person (or the system) who acts."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person may be. The first two come with a seat at an agency, the others are granted."""

    focal_point = "focal_point"
    agency_head = "agency_head"
    specialist = "specialist"
    coordinator = "coordinator"
    leader = "leader"
    committee_office = "committee_office"
    administrator = "administrator"
    auditor = "auditor"


SEAT_ROLES = frozenset({Role.focal_point, Role.agency_head})
# Those who see all that is not confidential.
DEPARTMENT_ROLES = frozenset({Role.specialist, Role.coordinator, Role.leader})


@dataclass(frozen=True)
class Actor:
    """Whoever acts: a signed-in person, or the system itself (`id` is None).

    `seats` are (agency id, role) pairs held as holder or as deputy.
    """

    id: int | None
    name: str
    roles: frozenset[Role] = frozenset()
    seats: frozenset[tuple[int, Role]] = frozenset()

    @property
    def is_system(self) -> bool:
        """Whether no person stands behind the act."""
        return self.id is None

    @property
    def agency_ids(self) -> frozenset[int]:
        """The agencies where the person holds a seat."""
        return frozenset(agency_id for agency_id, _ in self.seats)

    def has(self, *roles: Role) -> bool:
        """Whether one of `roles` was granted at the department."""
        return not self.roles.isdisjoint(roles)

    def sits_at(self, agency_id: int, role: Role) -> bool:
        """Whether the person holds (or deputises for) the seat `role` of the agency."""
        return (agency_id, role) in self.seats


SYSTEM = Actor(None, "Tiến Độ")
