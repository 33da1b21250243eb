"""The blueprint of the process pages, and who may open them."""

from flask import Blueprint

from app.organisation.access import only
from app.organisation.roles import DEPARTMENT_ROLES, Role

_READERS = (*DEPARTMENT_ROLES, Role.administrator, Role.auditor)

READS_PROCESSES = only(_READERS)
DEPLOYS_PROCESSES = only([Role.administrator], seen_by=_READERS)

blueprint = Blueprint("processes", __name__, url_prefix="/processes", template_folder="../templates")
