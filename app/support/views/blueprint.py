"""The blueprint of the pages of supported laboratories."""

from flask import Blueprint

blueprint = Blueprint("support", __name__, url_prefix="/support", template_folder="../templates")
