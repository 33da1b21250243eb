"""Plug the API in: blueprints, OpenAPI document, problem documents."""

from flask import Flask
from flask_smorest import Api

from app.api import campaigns, cases, problems, processes, tasks
from app.engine import Refused
from app.extensions import csrf
from app.organisation.access import PUBLIC, declare_access
from app.web.error_pages import answer_under

PREFIX = "/api/v1"


def init_app(app: Flask) -> None:
    """Register the API v1; it is called with bearer tokens only, so it needs no CSRF token."""
    app.config.setdefault("OPENAPI_URL_PREFIX", PREFIX)
    app.config.setdefault("OPENAPI_JSON_PATH", "openapi.json")
    api = Api(app)
    api.spec.components.security_scheme("bearer", {"type": "http", "scheme": "bearer"})
    api.spec.options["security"] = [{"bearer": []}]
    for module in (tasks, cases, processes, campaigns):
        api.register_blueprint(module.blueprint)
        csrf.exempt(module.blueprint)
    declare_access(app, "api-docs.openapi_json", PUBLIC)
    answer_under(app, PREFIX, problems.problem)
    app.register_error_handler(Refused, problems.refused)
