"""The blueprint of the working calendar's pages, and who may decide: everybody reads."""

from flask import Blueprint

from app.organisation.access import only
from app.organisation.roles import Role
from app.working_calendar.service import KEEPERS

KEEPS_CALENDAR = only(KEEPERS, seen_by=list(Role))

blueprint = Blueprint("working_calendar", __name__, url_prefix="/working-calendar", template_folder="../templates")
