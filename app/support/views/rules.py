"""Who may do what with laboratories (the table in docs/access.md is printed from these)."""

from app.organisation.access import BY_OBJECT, only
from app.organisation.roles import DEPARTMENT_ROLES, Role

_READERS = (*DEPARTMENT_ROLES, Role.auditor)

READS_LABORATORIES = only(_READERS)
ASKS_FOR_SUPPORT = only([Role.focal_point, Role.agency_head, Role.specialist, Role.coordinator], seen_by=_READERS)
KEEPS_BODIES = only([Role.administrator, Role.coordinator], seen_by=_READERS)
ONE_LABORATORY = BY_OBJECT  # decided by its case
