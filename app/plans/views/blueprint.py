"""The blueprint of the plan pages, and who may come in at all."""

from flask import Blueprint

from app.organisation.access import BY_OBJECT, SIGNED_IN, only
from app.organisation.roles import Role
from app.plans.access import READERS

blueprint = Blueprint("plans", __name__, url_prefix="/plans", template_folder="../templates")

READS_LIST = SIGNED_IN
READS_PLAN = BY_OBJECT  # in force: everybody; being read: the department
READS_READING = only(READERS)
IMPORTS = only([Role.coordinator], seen_by=READERS)
