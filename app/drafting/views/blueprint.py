"""The blueprint of the drafting pages."""

from flask import Blueprint

blueprint = Blueprint("drafting", __name__, url_prefix="/drafting", template_folder="../templates")
