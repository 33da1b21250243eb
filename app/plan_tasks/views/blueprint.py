"""The blueprint of plan tasks, and who may come in (the table in docs/access.md is printed from these)."""

from flask import Blueprint

from app.organisation.access import BY_OBJECT, only
from app.organisation.roles import DEPARTMENT_ROLES, Role

_READERS = (*DEPARTMENT_ROLES, Role.auditor)

blueprint = Blueprint("plan_tasks", __name__, url_prefix="/plan-tasks", template_folder="../templates")

FOLLOWS_TASKS = only(_READERS)
STARTS_TASKS = only([Role.coordinator], seen_by=_READERS)
ONE_TASK = BY_OBJECT  # decided by the task's case
