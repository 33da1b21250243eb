"""The blueprint of the pages of amendments, and who may come in at all."""

from flask import Blueprint

from app.organisation.access import BY_OBJECT, only
from app.organisation.roles import DEPARTMENT_ROLES, Role

blueprint = Blueprint("amendments", __name__, url_prefix="/amendments", template_folder="../templates")

BEGINS = only([Role.coordinator], seen_by=(*DEPARTMENT_ROLES, Role.auditor))
ONE_AMENDMENT = BY_OBJECT  # decided by its case
