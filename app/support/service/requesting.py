"""Ask for support: a laboratory itself, or a specialist on its behalf."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from app.cases.models import Case
from app.cases.starting import NewCase, start_case
from app.errors import Forbidden
from app.organisation.models import Agency
from app.organisation.roles import SEAT_ROLES, Actor, Role
from app.support.service.files import body_choices, finance_agency, request_facts

PROCESS = "iso17025_support"
INTAKE = "iso17025_intake"
TITLE_AT_MOST = 400


def may_request_for(actor: Actor, agency: Agency) -> bool:
    """Whether the actor may ask in the agency's name: its own people, or the department on its behalf."""
    is_own = any(actor.sits_at(agency.id, role) for role in SEAT_ROLES)
    return actor.is_system or is_own or actor.has(Role.specialist, Role.coordinator)


def request_support(agency: Agency, request: Mapping[str, Any], *, actor: Actor, now: datetime, **facts: Any) -> Case:
    """Start the support of a laboratory of `agency`; `request` is what the request form says. Raises Forbidden."""
    if not may_request_for(actor, agency):
        raise Forbidden
    known = {
        **request_facts(request),
        "finance_agency": finance_agency(),
        "accreditation_bodies": body_choices(),
        **facts,
    }
    title = f"Hỗ trợ ISO/IEC 17025: {request['laboratory']}"[:TITLE_AT_MOST]
    case, _ = start_case(NewCase(PROCESS, agency, title, facts=known), actor=actor, now=now)
    return case
