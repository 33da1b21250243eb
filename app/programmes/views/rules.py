"""Who may do what with surveys and enrolments (the table in docs/access.md is printed from these)."""

from app.organisation.access import BY_OBJECT, only
from app.organisation.roles import DEPARTMENT_ROLES, Role
from app.programmes.service.surveying import ENTERS

_READERS = (*DEPARTMENT_ROLES, Role.auditor)

READS_ENTERPRISES = only(_READERS)
ENTERS_ENTERPRISES = only(ENTERS, seen_by=_READERS)
ONE_ENTERPRISE = BY_OBJECT  # decided by the enrolment's case
