"""The templates of forms; the application registers this blueprint to find them as ``forms/…``."""

from flask import Blueprint

templates = Blueprint("forms", __name__, template_folder="templates")
