"""The blueprint of the case pages; who sees which case is decided case by case."""

from flask import Blueprint

from app.organisation.access import BY_OBJECT, only
from app.organisation.roles import DEPARTMENT_ROLES, Role

blueprint = Blueprint("cases", __name__, url_prefix="/cases", template_folder="../templates")

ONE_CASE = BY_OBJECT
STARTS_CASES = only([Role.coordinator, Role.specialist], seen_by=DEPARTMENT_ROLES)
