"""The blueprint of acts on many; they are the coordinator's."""

from flask import Blueprint

from app.organisation.access import only
from app.organisation.roles import DEPARTMENT_ROLES, Role

blueprint = Blueprint("bulk", __name__, url_prefix="/many", template_folder="../templates")

ACTS_ON_MANY = only([Role.coordinator], seen_by=(*DEPARTMENT_ROLES, Role.auditor))
