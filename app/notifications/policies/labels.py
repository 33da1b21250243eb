"""What policies, their targets and their ways are called on pages."""

from typing import Any

from flask_babel import lazy_gettext as _l

from app.deadlines.ladders import Channel, Target
from app.notifications.policies.book import Policy
from app.notifications.policies.models import Scope

SHIPPED: dict[str, Any] = {
    "standard": _l("Usual"),
    "gentle": _l("Gentle"),
    "close": _l("Close watch"),
    "none": _l("No reminders"),
}
TARGETS: dict[Target, Any] = {
    Target.assignee: _l("Whose work it is"),
    Target.seat: _l("Holder of the seat"),
    Target.deputy: _l("Deputy"),
    Target.agency_head: _l("Head of the agency"),
    Target.coordinator: _l("Coordinator"),
    Target.leadership: _l("Leadership"),
}
CHANNELS: dict[Channel, Any] = {
    Channel.digest: _l("A line in the day's digest"),
    Channel.mail: _l("A mail of its own (urgent)"),
    Channel.letter: _l("Propose an official letter"),
}
SCOPES: dict[Scope, Any] = {
    Scope.obligation: _l("Reporting duty"),
    Scope.element: _l("Step of a process"),
    Scope.process: _l("Process"),
}


def name_of(policy: Policy) -> Any:
    """Return what the policy is called."""
    return policy.name or SHIPPED[policy.key]
