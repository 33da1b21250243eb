"""The blueprint of the rounds' pages."""

from flask import Blueprint

blueprint = Blueprint("campaigns", __name__, url_prefix="/campaigns", template_folder="../templates")
