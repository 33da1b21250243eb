"""Who may do what with laboratories (the table in docs/access.md is printed from these)."""

from app.organisation.access import BY_OBJECT, only
from app.organisation.roles import DEPARTMENT_ROLES, Role

_READERS = (*DEPARTMENT_ROLES, Role.auditor)

_SEATED = (Role.focal_point, Role.agency_head)

READS_LABORATORIES = only([*_SEATED, *_READERS])  # each sees what the cases are open to them
ASKS_FOR_SUPPORT = only([*_SEATED, Role.specialist, Role.coordinator], seen_by=_READERS)
KEEPS_BODIES = only([Role.administrator, Role.coordinator], seen_by=_READERS)
ONE_LABORATORY = BY_OBJECT  # decided by its case
