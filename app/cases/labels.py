"""What the ways of taking part in a case are called on pages."""

from typing import Any

from flask_babel import lazy_gettext as _l

from app.cases.models import Relation

RELATIONS: dict[Relation, Any] = {
    Relation.coordinating: _l("coordinates"),
    Relation.directing: _l("directs"),
    Relation.submitted_to: _l("receives it"),
}
