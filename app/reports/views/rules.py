"""Who may do what with rounds and duties (the table in docs/access.md is printed from these)."""

from app.organisation.access import BY_OBJECT, only
from app.organisation.roles import DEPARTMENT_ROLES, Role

_READERS = (*DEPARTMENT_ROLES, Role.auditor)

READS_ROUNDS = only(_READERS)
OPENS_ROUNDS = only([Role.coordinator], seen_by=_READERS)
ONE_REPORT = BY_OBJECT  # decided by the report's case
