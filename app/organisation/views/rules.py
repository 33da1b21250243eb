"""Who may do what with the registers (the table in docs/access.md is printed from these)."""

from app.organisation.access import only
from app.organisation.roles import DEPARTMENT_ROLES, Role

_KEEPERS = (Role.coordinator, Role.administrator)
_READERS = (*DEPARTMENT_ROLES, Role.administrator, Role.auditor)

READS_AGENCIES = only(_READERS)
KEEPS_AGENCIES = only(_KEEPERS, seen_by=_READERS)
READS_USERS = only(_KEEPERS)
KEEPS_USERS = only([Role.administrator], seen_by=_KEEPERS)
