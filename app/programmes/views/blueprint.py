"""The blueprint of the enterprises' pages."""

from flask import Blueprint

blueprint = Blueprint("enterprises", __name__, url_prefix="/enterprises", template_folder="../templates")
