"""The blueprint of the task pages, and who may come in at all."""

from flask import Blueprint

from app.organisation.access import BY_OBJECT, only
from app.organisation.roles import Role

blueprint = Blueprint("tasks", __name__, url_prefix="/tasks", template_folder="../templates")

# An auditor looks at cases and has no work here; what each of the others may do is decided task by task.
HAS_WORK = only(role for role in Role if role is not Role.auditor)
ONE_TASK = BY_OBJECT
