"""The blueprint of the case pages; who sees which case is decided case by case."""

from flask import Blueprint

from app.organisation.access import BY_OBJECT

blueprint = Blueprint("cases", __name__, url_prefix="/cases", template_folder="../templates")

ONE_CASE = BY_OBJECT
