"""Who may draft and record letters, and who may read them (the table in docs/access.md is printed from these)."""

from app.errors import Forbidden
from app.organisation.access import only
from app.organisation.roles import Actor, Role

_READERS = (Role.coordinator, Role.leader, Role.auditor)

READS_LETTERS = only(_READERS)
DRAFTS_LETTERS = only([Role.coordinator], seen_by=_READERS)


def require_drafter(actor: Actor) -> None:
    """Raise Forbidden unless the actor may draft and record letters."""
    if not actor.has(Role.coordinator):
        raise Forbidden
